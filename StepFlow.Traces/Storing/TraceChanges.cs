namespace StepFlow.Traces.Storing;

/// <summary>Tells whoever waits that something was added; many additions are one change. Costs next to nothing while nobody waits.</summary>
public sealed class TraceChanges
{
    private TaskCompletionSource? _waiting;
    private long _version;

    /// <summary>Grows with everything that is added.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Completes when the version is another than the one that was seen.</summary>
    public async Task WaitAsync(long seen, CancellationToken cancellation)
    {
        while (Version == seen)
        {
            var waiting = Volatile.Read(ref _waiting);
            if (waiting is null)
            {
                var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = Interlocked.CompareExchange(ref _waiting, mine, null) ?? mine;
            }

            // Added between the look at the version and the start of waiting.
            if (Version != seen)
            {
                return;
            }

            await waiting.Task.WaitAsync(cancellation);
        }
    }

    internal void Signal()
    {
        Interlocked.Increment(ref _version);
        if (Volatile.Read(ref _waiting) is not null)
        {
            Interlocked.Exchange(ref _waiting, null)?.TrySetResult();
        }
    }
}
