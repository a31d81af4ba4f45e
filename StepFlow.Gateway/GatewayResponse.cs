using System.Collections.Immutable;

namespace StepFlow.Gateway;

/// <summary>What goes back to the client.</summary>
public sealed record GatewayResponse(int Status, ImmutableArray<Header> Headers, ReadOnlyMemory<byte> Body)
{
    public GatewayResponse With(params ReadOnlySpan<Header> headers) => this with { Headers = [.. Headers, .. headers] };
}
