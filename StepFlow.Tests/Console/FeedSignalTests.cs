using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using StepFlow.ConsoleUI.Services;
using StepFlow.StepFunctions.Feed;
using StepFlow.Tests.EndToEnd;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

public sealed class FeedSignalTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<DateTimeOffset> _drawn = [];
    private int _machines;
    private Func<Task> _whileDrawing = () => Task.CompletedTask;

    [Fact]
    public async Task Many_changes_are_one_drawing()
    {
        await using var service = await LocalService.StartAsync();
        await using var signal = Signal(service);
        for (var i = 0; i < 5; i++)
        {
            await RunAsync(service);
        }

        signal.Start();
        await DrawnAsync(1);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(_drawn);
    }

    [Fact]
    public async Task A_change_while_a_page_is_drawn_leads_to_another_drawing()
    {
        await using var service = await LocalService.StartAsync();
        await using var signal = Signal(service);
        _whileDrawing = async () =>
        {
            _whileDrawing = () => Task.CompletedTask;
            await RunAsync(service);
            await RunAsync(service);
        };
        signal.Start();
        await RunAsync(service);

        await DrawnAsync(2);
    }

    [Fact]
    public async Task Changes_that_never_rest_are_drawn_at_most_twice_a_second()
    {
        await using var service = await LocalService.StartAsync();
        await using var signal = Signal(service);
        _whileDrawing = () => RunAsync(service);
        signal.Start();
        await RunAsync(service);

        await DrawnAsync(4);

        Assert.All(_drawn.Zip(_drawn.Skip(1), (one, next) => next - one), between => Assert.True(between >= TimeSpan.FromMilliseconds(500), $"{between}"));
    }

    [Fact]
    public async Task A_drawing_that_fails_ends_the_signal_and_is_told()
    {
        await using var service = await LocalService.StartAsync();
        var failed = new TaskCompletionSource<Exception>();
        _whileDrawing = () => throw new InvalidOperationException("no page");
        await using var signal = Signal(service, failed.SetResult);
        signal.Start();
        await RunAsync(service);

        await Eventually.GetAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(50));
                return Task.FromResult(failed.Task.IsCompleted);
            },
            isTold => isTold,
            TestContext.Current.CancellationToken);
        Assert.Equal("no page", (await failed.Task).Message);
    }

    private FeedSignal Signal(LocalService service, Action<Exception>? onFailure = null) => new(
        service.Get<ExecutionFeed>(),
        _time,
        wants: null,
        FeedSignal.Short,
        async () =>
        {
            _drawn.Enqueue(_time.GetUtcNow());
            await _whileDrawing();
        },
        e =>
        {
            onFailure?.Invoke(e);
            return Task.CompletedTask;
        });

    private Task<int> DrawnAsync(int count) => Eventually.GetAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return Task.FromResult(_drawn.Count);
        },
        drawn => drawn >= count,
        TestContext.Current.CancellationToken);

    private async Task RunAsync(LocalService service)
    {
        var machine = service.Create($"m{Interlocked.Increment(ref _machines)}", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""");
        await service.EndOfAsync(await service.StartAsync(machine));
    }
}
