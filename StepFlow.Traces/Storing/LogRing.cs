using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Storing;

/// <summary>The last log entries that belong to a trace, found by it. Not for several threads at once.</summary>
internal sealed class LogRing(TraceLimits limits)
{
    private readonly Queue<LogEntry> _oldestFirst = new();
    private readonly Dictionary<TraceId, Queue<LogEntry>> _byTrace = [];
    private long _bytes;

    public void Add(LogEntry log)
    {
        _oldestFirst.Enqueue(log);
        _bytes += Footprint.Of(log);
        if (!_byTrace.TryGetValue(log.TraceId, out var entries))
        {
            _byTrace[log.TraceId] = entries = new();
        }

        entries.Enqueue(log);
        while (_oldestFirst.Count > limits.Logs || (_bytes > limits.LogBytes && _oldestFirst.Count > 1))
        {
            Drop(_oldestFirst.Dequeue());
        }
    }

    public IReadOnlyList<LogEntry> Of(TraceId trace) => _byTrace.TryGetValue(trace, out var entries) ? [.. entries.OrderBy(log => log.At)] : [];

    // Both queues are in the order of arrival, so the oldest of all is the oldest of its trace.
    private void Drop(LogEntry oldest)
    {
        _bytes -= Footprint.Of(oldest);
        var entries = _byTrace[oldest.TraceId];
        entries.Dequeue();
        if (entries.Count is 0)
        {
            _byTrace.Remove(oldest.TraceId);
        }
    }
}
