using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Aws;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Running;

public sealed class UsedNameTests
{
    private const string Map = """
        {"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items","End":true,
          "ItemProcessor":{"ProcessorConfig":{"Mode":"INLINE"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}}}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_is_used_is_refused_and_nothing_of_the_second_start_goes_on()
    {
        using var log = new ErrorLog();
        await using var service = await LocalService.StartAsync(configure: services => services.AddLogging(logging => logging.AddProvider(log)));
        var machine = service.Create("m", Map);
        var first = await service.Executions.StartAsync(service.Start(machine, """{"items":[1]}""", name: "used"), Cancellation);
        await service.EndOfAsync(first.ExecutionArn);
        var history = await service.HistoryAsync(first.ExecutionArn);

        // Enough for several turns.
        var large = $$"""{"items":[{{string.Join(',', Enumerable.Range(0, 4_900))}}]}""";
        var refusal = await Assert.ThrowsAsync<AwsException>(async () => await service.Executions.StartAsync(service.Start(machine, large, name: "used"), Cancellation));

        Assert.Equal("ExecutionAlreadyExists", refusal.Code);
        Assert.Equal(history, await service.HistoryAsync(first.ExecutionArn));
        Assert.Null(service.Executions.FindRunner(first.ExecutionArn));
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task The_same_start_twice_at_once_is_one_execution()
    {
        await using var service = await LocalService.StartAsync();
        var machine = service.Create("m", """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}""");
        var starts = Enumerable.Range(0, 8).Select(_ => service.Start(machine, "{}", name: "once")).ToList();

        var started = await Task.WhenAll(starts.Select(start => Task.Run(() => service.Executions.StartAsync(start, Cancellation).AsTask())));

        Assert.Single(started.Select(s => (s.ExecutionArn, s.StartDate)).Distinct());
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Lines.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
