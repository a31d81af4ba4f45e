using System.Collections;
using System.Diagnostics;
using StepFlow.Traces.Spans;

namespace StepFlow.Hosting.Telemetry;

/// <summary>What .NET calls an activity, as a span.</summary>
internal static class ActivityReader
{
    public static TraceSpan Read(Activity activity, TelemetryResource resource)
    {
        return new()
        {
            TraceId = Read(activity.TraceId),
            SpanId = Read(activity.SpanId),
            ParentId = Read(activity.ParentSpanId),
            TraceState = activity.TraceStateString,
            Name = activity.DisplayName,
            Kind = activity.Kind switch
            {
                ActivityKind.Server => SpanKind.Server,
                ActivityKind.Client => SpanKind.Client,
                ActivityKind.Producer => SpanKind.Producer,
                ActivityKind.Consumer => SpanKind.Consumer,
                _ => SpanKind.Internal,
            },
            Start = new(activity.StartTimeUtc),
            End = new(activity.StartTimeUtc + activity.Duration),
            Status = activity.Status switch
            {
                ActivityStatusCode.Error => SpanStatus.Error,
                ActivityStatusCode.Ok => SpanStatus.Ok,
                _ => SpanStatus.Unset,
            },
            StatusMessage = activity.StatusDescription,
            Attributes = Read(activity.TagObjects),
            Events = [.. activity.Events.Select(e => new SpanEvent(e.Timestamp, e.Name, Read(e.Tags)))],
            Links = [.. activity.Links.Select(l => new SpanLink(Read(l.Context.TraceId), Read(l.Context.SpanId), Read(l.Tags ?? [])))],
            Resource = resource,
            Scope = activity.Source.Name,
        };
    }

    public static TelemetryResource Read(OpenTelemetry.Resources.Resource resource) =>
        TelemetryResource.Of(new([.. resource.Attributes.Select(attribute => KeyValuePair.Create(attribute.Key, Value(attribute.Value)))]));

    public static TraceId Read(ActivityTraceId id)
    {
        Span<byte> bytes = stackalloc byte[TraceId.Bytes];
        id.CopyTo(bytes);
        return TraceId.From(bytes);
    }

    public static SpanId Read(ActivitySpanId id)
    {
        Span<byte> bytes = stackalloc byte[SpanId.Bytes];
        id.CopyTo(bytes);
        return SpanId.From(bytes);
    }

    public static object Value(object value) => value switch
    {
        string or bool or long or double or byte[] => value,
        int number => (long)number,
        uint number => (long)number,
        short number => (long)number,
        byte number => (long)number,
        float number => (double)number,
        IEnumerable list => list.Cast<object>().Select(Value).ToArray(),
        _ => AttributeText.Of(value),
    };

    private static Attributes Read(IEnumerable<KeyValuePair<string, object?>> tags)
    {
        List<KeyValuePair<string, object>> all = [];
        foreach (var (name, value) in tags)
        {
            if (value is not null)
            {
                all.Add(new(name, Value(value)));
            }
        }

        return all.Count is 0 ? Attributes.None : new(all);
    }
}
