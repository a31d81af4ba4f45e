using System.Diagnostics;

namespace StepFlow.Functions;

/// <summary><c>X-Amzn-Trace-Id</c>, which carries the ids of W3C's traceparent in other clothes.</summary>
internal static class XRayHeader
{
    public const string Name = "X-Amzn-Trace-Id";

    public static string Format(ActivityContext context)
    {
        var trace = context.TraceId.ToHexString();
        var sampled = context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? '1' : '0';
        return $"Root=1-{trace[..8]}-{trace[8..]};Parent={context.SpanId.ToHexString()};Sampled={sampled}";
    }

    /// <summary>Reads Root, Parent and Sampled and passes over anything else; without Parent the trace goes on with no parent span.</summary>
    public static bool TryParse(string? header, out ActivityContext context)
    {
        ActivityTraceId trace = default;
        ActivitySpanId span = default;
        var flags = ActivityTraceFlags.None;
        foreach (var part in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            switch (part.Split('=', 2))
            {
                case ["Root", var value] when value.Split('-') is ["1", { Length: 8 } time, { Length: 24 } rest] && IsHex(time + rest):
                    trace = ActivityTraceId.CreateFromString((time + rest).ToLowerInvariant());
                    break;
                case ["Parent", { Length: 16 } value] when IsHex(value):
                    span = ActivitySpanId.CreateFromString(value.ToLowerInvariant());
                    break;
                case ["Sampled", "1"]:
                    flags = ActivityTraceFlags.Recorded;
                    break;
                default:
                    break;
            }
        }

        context = new(trace, span, flags, traceState: null, isRemote: true);
        return trace != default;
    }

    private static bool IsHex(string text) => text.All(char.IsAsciiHexDigit);
}
