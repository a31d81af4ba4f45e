using Microsoft.Extensions.Logging;

namespace StepFlow.Hosting.Embedded;

/// <summary>Writes log entries to the shared console, under the name of the service they come from.</summary>
[ProviderAlias("StepFlowConsole")]
internal sealed class ConsoleLoggerProvider(ConsoleOutput output) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Writer(output, ServiceOf(categoryName));

    public void Dispose()
    {
    }

    // StepFlow.StepFunctions.Running.ExecutionRunner writes as "stepfunctions".
    private static string ServiceOf(string category) =>
        category.Split('.') is ["StepFlow", not "Hosting" and var service, ..] ? service.ToLowerInvariant() : "host";

    private sealed class Writer(ConsoleOutput output, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var level = logLevel switch
            {
                LogLevel.Warning => "warning: ",
                LogLevel.Error or LogLevel.Critical => "error: ",
                _ => "",
            };
            var message = formatter(state, exception);
            output.WriteLine(name, exception is null ? level + message : $"{level}{message}{Environment.NewLine}{exception}");
        }
    }
}
