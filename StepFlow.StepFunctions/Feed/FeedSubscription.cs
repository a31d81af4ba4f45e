using System.Threading.Channels;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Feed;

/// <summary>
/// One reader of the change feed, with a bounded queue of its own. When that is full, changes are counted instead of kept, and the
/// reader learns how many it missed before it hears of anything later.
/// </summary>
public sealed class FeedSubscription : IAsyncEnumerable<FeedItem>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<FeedItem> _items = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Func<ExecutionDescription, bool>? _wants;
    private readonly int _capacity;
    private readonly Action<FeedSubscription> _leave;
    private long _missed;

    internal FeedSubscription(Func<ExecutionDescription, bool>? wants, int capacity, Action<FeedSubscription> leave)
    {
        _wants = wants;
        _capacity = capacity;
        _leave = leave;
    }

    public async IAsyncEnumerator<FeedItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (await _wake.Reader.WaitToReadAsync(cancellationToken))
        {
            _wake.Reader.TryRead(out _);
            while (Take() is { } item)
            {
                yield return item;
            }
        }
    }

    /// <summary>Ends the subscription, and with it the enumeration.</summary>
    public void Dispose()
    {
        _leave(this);
        _wake.Writer.TryComplete();
    }

    internal void Offer(FeedItem.Changed change)
    {
        if (_wants?.Invoke(change.Row) is false)
        {
            return;
        }

        lock (_gate)
        {
            if (_missed > 0 || _items.Count >= _capacity)
            {
                _missed++;
            }
            else
            {
                _items.Enqueue(change);
            }
        }

        _wake.Writer.TryWrite(true);
    }

    private FeedItem? Take()
    {
        lock (_gate)
        {
            if (_items.TryDequeue(out var item))
            {
                return item;
            }

            if (_missed is 0)
            {
                return null;
            }

            var missed = new FeedItem.Missed(_missed);
            _missed = 0;
            return missed;
        }
    }
}
