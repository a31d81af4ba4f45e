using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Storing;

/// <summary>About how much memory telemetry takes: enough to keep a store within its limit, not more exact than that.</summary>
internal static class Footprint
{
    private const int OfASpan = 220;
    private const int OfAPart = 56;

    public static long Of(TraceSpan span)
    {
        var bytes = OfASpan + Of(span.Name) + Of(span.StatusMessage) + Of(span.Attributes);
        foreach (var @event in span.Events)
        {
            bytes += OfAPart + Of(@event.Name) + Of(@event.Attributes);
        }

        foreach (var link in span.Links)
        {
            bytes += OfAPart + Of(link.Attributes);
        }

        return bytes;
    }

    public static long Of(LogEntry log) => OfASpan + Of(log.Body) + Of(log.Attributes);

    private static long Of(string? text) => text is null ? 0 : 2L * text.Length;

    // Names of attributes are shared more often than not, so they are not counted.
    private static long Of(Attributes attributes)
    {
        long bytes = 0;
        for (var i = 0; i < attributes.Count; i++)
        {
            bytes += 16 + OfValue(attributes[i].Value);
        }

        return bytes;
    }

    private static long OfValue(object value) => value switch
    {
        string text => OfAPart / 2 + Of(text),
        byte[] bytes => OfAPart / 2 + bytes.Length,
        Attributes nested => OfAPart + Of(nested),
        IReadOnlyList<object> list => OfAPart + list.Sum(OfValue),
        _ => 24,
    };
}
