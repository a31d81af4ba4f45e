using System.Collections.Immutable;
using StepFlow.Aws.Tracing;

namespace StepFlow.Gateway;

/// <summary>An HTTP request as it came, before anything is decoded.</summary>
/// <param name="Method">The method in capitals.</param>
/// <param name="Path">The path as sent, percent-encoded, with the stage.</param>
/// <param name="Query">The query as sent, without the question mark.</param>
/// <param name="Headers">One entry a header line, in the order and with the case they came in.</param>
/// <param name="Body">The body, empty when there is none.</param>
/// <param name="Connection">Who asks, and by which door.</param>
public sealed record GatewayRequest(
    string Method,
    string Path,
    string Query,
    ImmutableArray<Header> Headers,
    ReadOnlyMemory<byte> Body,
    GatewayConnection Connection)
{
    /// <summary>The last value of a header, or null.</summary>
    public string? Header(string name) => Headers.LastOrDefault(h => h.Is(name)).Value;

    /// <summary>The same request from a client that traces nothing.</summary>
    public GatewayRequest WithoutTrace() =>
        this with { Headers = Headers.RemoveAll(h => h.Is(TraceParent.Name) || h.Is("tracestate") || h.Is(XRayTraceHeader.Name)) };
}

public readonly record struct Header(string Name, string Value)
{
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The connection a request came on.</summary>
public sealed record GatewayConnection(string SourceIp, int Port, string Scheme = "http", string Protocol = "HTTP/1.1");
