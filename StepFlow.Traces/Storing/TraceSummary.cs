using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Storing;

/// <summary>A trace in one line.</summary>
/// <param name="Root">The span that the trace begins with, as far as is known.</param>
/// <param name="HasRoot">False while the root has not ended or where it was never sent: <paramref name="Root"/> is then the first of the others.</param>
/// <param name="Services">The processes that took part, with the number of their spans.</param>
/// <param name="Errors">Spans that failed.</param>
/// <param name="SpansLeftOut">Spans that came when the trace was full.</param>
/// <param name="IsRest">The trace had been let go already when these spans came.</param>
public sealed record TraceSummary(
    TraceId Id,
    TraceSpan Root,
    bool HasRoot,
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyList<KeyValuePair<string, int>> Services,
    int Spans,
    int Errors,
    int SpansLeftOut,
    bool IsRest)
{
    public string Name => Root.Name;

    public TimeSpan Duration => End - Start;

    internal static TraceSummary Of(TraceId id, List<TraceSpan> spans, int leftOut, bool isRest)
    {
        TraceSpan? root = null, first = null;
        var (start, end, errors) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue, 0);
        Dictionary<string, int> services = new(StringComparer.Ordinal);
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        foreach (var span in spans)
        {
            start = span.Start < start ? span.Start : start;
            end = span.End > end ? span.End : end;
            errors += span.IsError ? 1 : 0;
            services[span.Service] = services.GetValueOrDefault(span.Service) + 1;
            if (span.ParentId.IsEmpty && (root is null || span.Start < root.Start))
            {
                root = span;
            }

            if (!ids.Contains(span.ParentId) && (first is null || span.Start < first.Start))
            {
                first = span;
            }
        }

        return new(id, root ?? first ?? spans[0], root is not null, start, end, [.. services], spans.Count, errors, leftOut, isRest);
    }
}
