using StepFlow.Lambda.Invoking;

namespace StepFlow.Lambda;

/// <summary>
/// To which invocation a line of a process belongs: the one whose request id stands in it, as Lambda's runtimes write their lines; else, in a
/// process that takes one event at a time, the last. A line may be read after the answer has come, so invocations are remembered for a while.
/// </summary>
internal sealed class LineOwners(int capacity)
{
    private const int Remembered = 512;
    private const int IdLength = 36;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Invocation> _byId = new(StringComparer.Ordinal);
    private readonly Queue<Invocation> _oldestFirst = new();
    private Invocation? _last;

    public void Took(Invocation invocation)
    {
        lock (_gate)
        {
            _last = invocation;
            if (_byId.TryAdd(invocation.RequestId, invocation))
            {
                _oldestFirst.Enqueue(invocation);
            }

            if (_oldestFirst.Count > Remembered)
            {
                _byId.Remove(_oldestFirst.Dequeue().RequestId);
            }
        }
    }

    public Invocation? Of(string line)
    {
        lock (_gate)
        {
            var byId = _byId.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var dash = line.IndexOf('-', StringComparison.Ordinal); dash >= 0; dash = line.IndexOf('-', dash + 1))
            {
                // The first group of a request id has eight digits.
                var start = dash - 8;
                if (start >= 0 && start + IdLength <= line.Length && byId.TryGetValue(line.AsSpan(start, IdLength), out var owner))
                {
                    return owner;
                }
            }

            return capacity is 1 ? _last : null;
        }
    }
}
