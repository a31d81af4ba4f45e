using StepFlow.StepFunctions.Feed;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.ConsoleUI.Services;

/// <summary>
/// Tells a page that executions it shows have changed, at most twice a second. The page reads what is new by itself, so a thousand
/// changes cost what one does, and the engine never waits for a page.
/// </summary>
internal sealed class FeedSignal : IAsyncDisposable
{
    // Rests twenty times as long as the drawing took, so that a page of an execution that never stops takes a small part of a busy machine.
    private const int Rest = 20;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);

    /// <summary>For one execution: long enough for a page to be drawn, short enough to look live.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    /// <summary>For lists, of which every execution is a change.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMilliseconds(700);

    private readonly TimeSpan _pause;
    private readonly CancellationTokenSource _closed = new();
    private readonly FeedWatch _watch;
    private readonly TimeProvider _time;
    private readonly Func<Task> _refresh;
    private readonly Func<Exception, Task> _fail;
    private Task _following = Task.CompletedTask;

    /// <param name="wants">The executions to be told about.</param>
    /// <param name="refresh">Reads and draws what is new. Changes during it lead to another call.</param>
    /// <param name="fail">Takes a failure of that, which ends the signal.</param>
    /// <param name="pause">The least time between a change and the call, in which more changes are gathered.</param>
    public FeedSignal(
        ExecutionFeed feed, TimeProvider time, Func<ExecutionDescription, bool>? wants, TimeSpan pause, Func<Task> refresh, Func<Exception, Task> fail)
    {
        _time = time;
        _pause = pause;
        _refresh = refresh;
        _fail = fail;
        _watch = feed.Watch(wants);
    }

    /// <summary>Begins to call, apart from whoever asks. Changes since the signal was made are not lost.</summary>
    public void Start() => _following = Task.Run(FollowAsync);

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _watch.Dispose();
        await _following;
        _closed.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (await _watch.WaitAsync(_closed.Token))
            {
                await Task.Delay(_pause, _time, _closed.Token);
                var began = _time.GetTimestamp();
                await _refresh();
                var rest = Rest * _time.GetElapsedTime(began);
                await Task.Delay(rest < ShortestRest ? ShortestRest : rest > LongestRest ? LongestRest : rest, _time, _closed.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is closed.
        }
        catch (ObjectDisposedException)
        {
            // The service is stopped, and the page not yet told.
        }
        catch (Exception e)
        {
            await _fail(e);
        }
    }
}
