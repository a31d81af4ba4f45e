using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Storing;

/// <summary>
/// The last traces and the logs that belong to them, in memory. Bounded in every direction: what has been quiet for longest goes first, and
/// what could not be kept is counted. Late spans join their trace, whenever they come.
/// </summary>
public sealed class TraceStore(TraceLimits limits)
{
    private const int RememberedGone = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<TraceId, LinkedListNode<StoredTrace>> _byId = [];
    private readonly LinkedList<StoredTrace> _quietestFirst = [];
    private readonly HashSet<TraceId> _gone = [];
    private readonly Queue<TraceId> _goneInOrder = new();
    private readonly LogRing _logs = new(limits);
    private long _bytes;
    private long _tracesLetGo;

    public TraceLimits Limits => limits;

    /// <summary>Tells of everything that is added.</summary>
    public TraceChanges Changes { get; } = new();

    /// <summary>Traces that were here and are no more.</summary>
    public long TracesLetGo => Interlocked.Read(ref _tracesLetGo);

    public void Add(TraceSpan span)
    {
        lock (_gate)
        {
            Keep(span);
        }

        Changes.Signal();
    }

    public void Add(IReadOnlyCollection<TraceSpan> spans)
    {
        lock (_gate)
        {
            foreach (var span in spans)
            {
                Keep(span);
            }
        }

        Changes.Signal();
    }

    /// <summary>Entries that name no trace are not kept.</summary>
    public void Add(IReadOnlyCollection<LogEntry> logs)
    {
        lock (_gate)
        {
            foreach (var log in logs)
            {
                if (!log.TraceId.IsEmpty)
                {
                    _logs.Add(log);
                }
            }
        }

        Changes.Signal();
    }

    /// <summary>The traces that began last, newest first.</summary>
    public IReadOnlyList<TraceSummary> Recent(TraceQuery query)
    {
        lock (_gate)
        {
            return [.. _quietestFirst.Select(trace => trace.Summary).Where(query.Wants).OrderByDescending(trace => trace.Start).Take(query.Limit)];
        }
    }

    /// <summary>Whether anything of a trace is here.</summary>
    public bool Has(TraceId id)
    {
        lock (_gate)
        {
            return _byId.ContainsKey(id);
        }
    }

    /// <summary>One trace as a tree; null where it is not here.</summary>
    /// <param name="id">The trace.</param>
    /// <param name="underWay">Spans of it that have not ended, to be shown among those that have.</param>
    public TraceTree? Find(TraceId id, params IReadOnlyCollection<TraceSpan> underWay)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(id, out var node) ? node.Value.Tree(underWay)
                : underWay.Count > 0 ? new StoredTrace(id, isRest: false).Tree(underWay)
                : null;
        }
    }

    /// <summary>The log entries of a trace, oldest first.</summary>
    public IReadOnlyList<LogEntry> LogsOf(TraceId id)
    {
        lock (_gate)
        {
            return _logs.Of(id);
        }
    }

    private void Keep(TraceSpan span)
    {
        if (_byId.TryGetValue(span.TraceId, out var node))
        {
            _quietestFirst.Remove(node);
        }
        else
        {
            node = _byId[span.TraceId] = new(new(span.TraceId, isRest: _gone.Contains(span.TraceId)));
        }

        _quietestFirst.AddLast(node);
        var bytes = Footprint.Of(span);
        _bytes += node.Value.Add(span, bytes, limits) ? bytes : 0;
        while (_quietestFirst.Count > limits.Traces || (_bytes > limits.Bytes && _quietestFirst.Count > 1))
        {
            LetGo(_quietestFirst.First!);
        }
    }

    private void LetGo(LinkedListNode<StoredTrace> node)
    {
        _quietestFirst.Remove(node);
        _byId.Remove(node.Value.Id);
        _bytes -= node.Value.Bytes;
        _tracesLetGo++;
        if (_gone.Add(node.Value.Id))
        {
            _goneInOrder.Enqueue(node.Value.Id);
        }

        if (_goneInOrder.Count > RememberedGone)
        {
            _gone.Remove(_goneInOrder.Dequeue());
        }
    }
}
