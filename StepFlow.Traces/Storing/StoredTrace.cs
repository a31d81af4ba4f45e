using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Storing;

/// <summary>The spans of one trace as far as they have come.</summary>
internal sealed class StoredTrace(TraceId id, bool isRest)
{
    private readonly List<TraceSpan> _spans = [];
    private TraceSummary? _summary;
    private DateTimeOffset _start = DateTimeOffset.MaxValue;
    private DateTimeOffset _end = DateTimeOffset.MinValue;
    private int _leftOut;

    public TraceId Id { get; } = id;

    public long Bytes { get; private set; }

    /// <summary>Whether the span is kept.</summary>
    public bool Add(TraceSpan span, long bytes, TraceLimits limits)
    {
        _summary = null;
        var isFull = _spans.Count >= limits.SpansPerTrace && !HoldsOthersTogether(span, limits.SpansPerTrace);
        if (_spans.Count > 0 && (isFull || Bytes + bytes > limits.Bytes / 2))
        {
            _leftOut++;
            return false;
        }

        _spans.Add(span);
        _start = span.Start < _start ? span.Start : _start;
        _end = span.End > _end ? span.End : _end;
        Bytes += bytes;
        return true;
    }

    public TraceSummary Summary => _summary ??= SummaryOf(Distinct());

    /// <param name="underWay">See <see cref="TraceStore.Find"/>.</param>
    public TraceTree Tree(IReadOnlyCollection<TraceSpan> underWay)
    {
        // One that has ended in the meantime is known better.
        List<TraceSpan> spans = [.. _spans.Concat(underWay).DistinctBy(span => span.SpanId)];
        return TraceTree.Of(SummaryOf(spans), spans);
    }

    private TraceSummary SummaryOf(List<TraceSpan> spans) => TraceSummary.Of(Id, spans, _leftOut, isRest);

    // A sender that is not sure whether its spans arrived sends them once more.
    private List<TraceSpan> Distinct() => [.. _spans.DistinctBy(span => span.SpanId)];

    // A parent ends after its children, so in a full trace it would be the one to miss. Parents are told by their length.
    private bool HoldsOthersTogether(TraceSpan span, int limit) =>
        _spans.Count < limit + (limit / 10) && span.Duration >= (_end - _start) / 2;
}
