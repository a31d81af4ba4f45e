using System.Diagnostics;

namespace StepFlow.Aws.Tracing;

/// <summary>W3C trace context, and the choice between the carriers a request may bring.</summary>
public static class TraceParent
{
    public const string Name = "traceparent";

    public static string Format(ActivityContext context) =>
        $"00-{context.TraceId.ToHexString()}-{context.SpanId.ToHexString()}-{(int)context.TraceFlags:x2}";

    /// <summary>
    /// The trace a request belongs to: <c>traceparent</c> first, because it is written by the nearest caller that knows W3C,
    /// then the X-Ray header. Default when it brings neither.
    /// </summary>
    public static ActivityContext Read(string? traceParent, string? traceState, string? xray)
    {
        if (ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var w3c))
        {
            return w3c;
        }

        return XRayTraceHeader.TryParse(xray, out var context) ? context : default;
    }
}
