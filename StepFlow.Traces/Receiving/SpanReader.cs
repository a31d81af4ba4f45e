using StepFlow.Traces.Otlp;
using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Receiving;

/// <summary>The spans of a request; those without valid ids are counted instead.</summary>
internal static class SpanReader
{
    public static (List<TraceSpan> Spans, int Rejected) Read(ExportTraceServiceRequest request)
    {
        List<TraceSpan> spans = [];
        var rejected = 0;
        foreach (var part in request.ResourceSpans)
        {
            var resource = OtlpValues.Read(part.Resource);
            foreach (var scope in part.ScopeSpans)
            {
                foreach (var span in scope.Spans)
                {
                    if (Read(span, scope.Scope?.Name ?? "", resource) is { } read)
                    {
                        spans.Add(read);
                    }
                    else
                    {
                        rejected++;
                    }
                }
            }
        }

        return (spans, rejected);
    }

    private static TraceSpan? Read(Span span, string scope, TelemetryResource resource)
    {
        var (trace, id) = (OtlpValues.TraceId(span.TraceId), OtlpValues.SpanId(span.SpanId));
        return trace.IsEmpty || id.IsEmpty ? null : new()
        {
            TraceId = trace,
            SpanId = id,
            ParentId = OtlpValues.SpanId(span.ParentSpanId),
            TraceState = span.TraceState is { Length: > 0 } state ? state : null,
            Name = span.Name,
            Kind = Enum.IsDefined((SpanKind)span.Kind) ? (SpanKind)span.Kind : SpanKind.Unspecified,
            Start = OtlpValues.Time(span.StartTimeUnixNano),
            End = OtlpValues.Time(span.EndTimeUnixNano),
            Status = span.Status?.Code is 1 or 2 ? (SpanStatus)span.Status.Code : SpanStatus.Unset,
            StatusMessage = span.Status?.Message is { Length: > 0 } message ? message : null,
            Attributes = OtlpValues.Read(span.Attributes),
            Events = span.Events.Count is 0 ? [] : [.. span.Events.Select(e => new SpanEvent(OtlpValues.Time(e.TimeUnixNano), e.Name, OtlpValues.Read(e.Attributes)))],
            Links = span.Links.Count is 0 ? [] : [.. span.Links.Select(l => new SpanLink(OtlpValues.TraceId(l.TraceId), OtlpValues.SpanId(l.SpanId), OtlpValues.Read(l.Attributes)))],
            Resource = resource,
            Scope = scope,
        };
    }
}
