using StepFlow.Aws.Tracing;

namespace StepFlow.Gateway.Events;

/// <summary>The headers a function sees: the client's, and what a gateway adds about the way they came.</summary>
internal static class EventHeaders
{
    private const string ForwardedFor = "X-Forwarded-For";

    // The gateway's own connection is nobody else's business; the trace headers are replaced by its own span.
    private static readonly string[] Replaced =
    [
        "Connection", "X-Forwarded-Port", "X-Forwarded-Proto", ForwardedFor, TraceParent.Name, XRayTraceHeader.Name, "Host", "Via",
    ];

    public static List<Header> Of(GatewayCall call)
    {
        var request = call.Request;
        List<Header> headers = [.. request.Headers.Where(header => !Replaced.Contains(header.Name, StringComparer.OrdinalIgnoreCase))];
        headers.Add(new("Host", call.Host));
        headers.Add(new("Via", Join(Values(request, "Via"), $"{request.Connection.Protocol.Replace("HTTP/", "", StringComparison.Ordinal)} {call.Host} (StepFlow)")));
        headers.Add(new(XRayTraceHeader.Name, XRayTraceHeader.Format(call.Trace)));
        headers.Add(new(TraceParent.Name, TraceParent.Format(call.Trace)));
        headers.Add(new(ForwardedFor, Join(Values(request, ForwardedFor), request.Connection.SourceIp)));
        headers.Add(new("X-Forwarded-Port", request.Connection.Port.ToString()));
        headers.Add(new("X-Forwarded-Proto", request.Connection.Scheme));
        return headers;
    }

    private static IEnumerable<string> Values(GatewayRequest request, string name) =>
        request.Headers.Where(header => header.Is(name)).Select(header => header.Value);

    private static string Join(IEnumerable<string> before, string own) => string.Join(", ", [.. before, own]);
}
