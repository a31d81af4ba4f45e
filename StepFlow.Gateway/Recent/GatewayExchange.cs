namespace StepFlow.Gateway.Recent;

/// <summary>One request with all that came of it, for people who want to see what their function was sent.</summary>
public sealed record GatewayExchange(
    string RequestId,
    string Api,
    DateTimeOffset At,
    TimeSpan Duration,
    string TraceId,
    string? Route,
    string? Function,
    GatewayRequest Request,
    ReadOnlyMemory<byte> Event,
    FunctionReply? Reply,
    GatewayResponse Response,
    string? Problem)
{
    internal long Size => Request.Body.Length + Event.Length + (Reply?.Payload.Length ?? 0) + Response.Body.Length;
}
