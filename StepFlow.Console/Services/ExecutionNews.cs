using StepFlow.StepFunctions.Feed;

namespace StepFlow.ConsoleUI.Services;

/// <summary>Tells whether any execution has changed since one last asked: who shows a list need not ask for it in vain.</summary>
internal sealed class ExecutionNews : IDisposable
{
    private readonly FeedSubscription _feed;
    private int _news = 1;

    public ExecutionNews(ExecutionFeed feed)
    {
        // One change or a thousand: the list is asked for once.
        _feed = feed.Subscribe(capacity: 1);
        _ = ReadAsync();
    }

    /// <summary>True when something has changed since the last call, and at the first.</summary>
    public bool Take() => Interlocked.Exchange(ref _news, 0) is 1;

    public void Dispose() => _feed.Dispose();

    private async Task ReadAsync()
    {
        await foreach (var _ in _feed)
        {
            Volatile.Write(ref _news, 1);
        }
    }
}
