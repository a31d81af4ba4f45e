using Google.Protobuf;
using StepFlow.Traces.Otlp;
using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Forwarding;

/// <summary>Spans as OTLP has them.</summary>
internal static class SpanWriter
{
    public static ExportTraceServiceRequest Write(IEnumerable<TraceSpan> spans)
    {
        var request = new ExportTraceServiceRequest();
        foreach (var process in spans.GroupBy(span => span.Resource))
        {
            var part = new ResourceSpans { Resource = new() { Attributes = { process.Key.Attributes.Select(Write) } } };
            foreach (var library in process.GroupBy(span => span.Scope))
            {
                part.ScopeSpans.Add(new ScopeSpans { Scope = new() { Name = library.Key }, Spans = { library.Select(Write) } });
            }

            request.ResourceSpans.Add(part);
        }

        return request;
    }

    private static Span Write(TraceSpan span) => new()
    {
        TraceId = Bytes(span.TraceId),
        SpanId = Bytes(span.SpanId),
        ParentSpanId = span.ParentId.IsEmpty ? ByteString.Empty : Bytes(span.ParentId),
        TraceState = span.TraceState ?? "",
        Name = span.Name,
        Kind = (int)span.Kind,
        StartTimeUnixNano = Nanoseconds(span.Start),
        EndTimeUnixNano = Nanoseconds(span.End),
        Attributes = { span.Attributes.Select(Write) },
        Events = { span.Events.Select(e => new Span.Types.Event { TimeUnixNano = Nanoseconds(e.At), Name = e.Name, Attributes = { e.Attributes.Select(Write) } }) },
        Links = { span.Links.Select(l => new Span.Types.Link { TraceId = Bytes(l.TraceId), SpanId = Bytes(l.SpanId), Attributes = { l.Attributes.Select(Write) } }) },
        Status = span.Status is SpanStatus.Unset ? null : new() { Code = (int)span.Status, Message = span.StatusMessage ?? "" },
    };

    private static KeyValue Write(KeyValuePair<string, object> attribute) => new() { Key = attribute.Key, Value = Write(attribute.Value) };

    private static AnyValue Write(object value) => value switch
    {
        string text => new() { StringValue = text },
        bool flag => new() { BoolValue = flag },
        long number => new() { IntValue = number },
        double number => new() { DoubleValue = number },
        byte[] bytes => new() { BytesValue = ByteString.CopyFrom(bytes) },
        Attributes nested => new() { KvlistValue = new() { Values = { nested.Select(Write) } } },
        IReadOnlyList<object> list => new() { ArrayValue = new() { Values = { list.Select(Write) } } },
        _ => new() { StringValue = AttributeText.Of(value) },
    };

    private static ByteString Bytes(TraceId id)
    {
        Span<byte> bytes = stackalloc byte[Spans.TraceId.Bytes];
        id.CopyTo(bytes);
        return ByteString.CopyFrom(bytes);
    }

    private static ByteString Bytes(SpanId id)
    {
        Span<byte> bytes = stackalloc byte[Spans.SpanId.Bytes];
        id.CopyTo(bytes);
        return ByteString.CopyFrom(bytes);
    }

    private static ulong Nanoseconds(DateTimeOffset time) => (ulong)Math.Max(0, (time - DateTimeOffset.UnixEpoch).Ticks) * 100;
}
