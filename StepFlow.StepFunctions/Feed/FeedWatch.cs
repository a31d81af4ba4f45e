using System.Threading.Channels;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Feed;

/// <summary>
/// Somebody who looks on. He is told that something has changed, and reads what it is from the journal, which has it by then: a thousand
/// changes are told as one, so that a flood of executions costs next to nothing, and none is ever lost.
/// </summary>
public sealed class FeedWatch : IDisposable
{
    private readonly Channel<bool> _told = Channel.CreateBounded<bool>(1);
    private readonly Func<ExecutionDescription, bool>? _wants;
    private readonly Action<FeedWatch> _leave;
    private int _hasChanged;

    internal FeedWatch(Func<ExecutionDescription, bool>? wants, Action<FeedWatch> leave)
    {
        _wants = wants;
        _leave = leave;
    }

    /// <summary>Returns when something has changed since the last time one was told; false when the watch has been disposed.</summary>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellation) => await _told.Reader.WaitToReadAsync(cancellation) && Take();

    /// <summary>Whether something has changed since the last time one was told.</summary>
    public bool Take()
    {
        if (!_told.Reader.TryRead(out _))
        {
            return false;
        }

        // What changes from here on is told anew; what has changed before stands in the journal.
        Volatile.Write(ref _hasChanged, 0);
        return true;
    }

    /// <summary>Ends the watch, and the waiting for it.</summary>
    public void Dispose()
    {
        _leave(this);
        _told.Writer.TryComplete();
    }

    internal void Offer(ExecutionDescription row)
    {
        if (Volatile.Read(ref _hasChanged) is 0 && _wants?.Invoke(row) is not false && Interlocked.Exchange(ref _hasChanged, 1) is 0)
        {
            _told.Writer.TryWrite(true);
        }
    }
}
