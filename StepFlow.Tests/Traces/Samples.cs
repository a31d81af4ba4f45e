using System.Globalization;
using StepFlow.Traces.Spans;

namespace StepFlow.Tests.Traces;

/// <summary>Spans to test with. Times are seconds after a fixed moment.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static TraceSpan Span(
        ulong trace, ulong id, ulong parent = 0, string? name = null, double start = 0, double end = 1, string service = "worker", bool failed = false) => new()
        {
            TraceId = new(0, trace),
            SpanId = new(id),
            ParentId = new(parent),
            Name = name ?? id.ToString(CultureInfo.InvariantCulture),
            Start = Noon.AddSeconds(start),
            End = Noon.AddSeconds(end),
            Status = failed ? SpanStatus.Error : SpanStatus.Unset,
            Resource = Resource(service),
        };

    public static TelemetryResource Resource(string service) => TelemetryResource.Of(new([new(TelemetryResource.ServiceName, service)]));

    public static LogEntry Log(ulong trace, ulong span, string body, double at = 0) =>
        new(new(0, trace), new(span), Noon.AddSeconds(at), LogEntry.Information, "Information", body, Attributes.None, Resource("worker"));
}
