using System.Threading.Channels;

namespace StepFlow.Lambda.Invoking;

/// <summary>Events of one function that wait for a process. Whoever asks first gets the oldest; each goes to exactly one.</summary>
internal sealed class InvocationQueue
{
    private readonly Channel<Invocation> _events = Channel.CreateUnbounded<Invocation>();
    private int _waiting;
    private int _pollers;

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many requests for the next event are open.</summary>
    public int Pollers => Volatile.Read(ref _pollers);

    /// <summary>Also takes back an event whose poller went away before it could be handed over.</summary>
    public void Add(Invocation invocation)
    {
        Interlocked.Increment(ref _waiting);
        _events.Writer.TryWrite(invocation);
    }

    public async ValueTask<Invocation> TakeAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _pollers);
        try
        {
            while (true)
            {
                var invocation = await _events.Reader.ReadAsync(cancellation);
                Interlocked.Decrement(ref _waiting);
                if (!invocation.IsOver)
                {
                    return invocation;
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _pollers);
        }
    }

    public IEnumerable<Invocation> TakeAll()
    {
        while (_events.Reader.TryRead(out var invocation))
        {
            Interlocked.Decrement(ref _waiting);
            yield return invocation;
        }
    }

    /// <summary>Completes when an event waits.</summary>
    public ValueTask<bool> WaitForEventAsync(CancellationToken cancellation) => _events.Reader.WaitToReadAsync(cancellation);
}
