namespace StepFlow.Traces.Forwarding;

/// <summary>What telemetry is of.</summary>
public enum OtlpSignal
{
    Traces,
    Metrics,
    Logs,
}

/// <summary>How OTLP travels.</summary>
public enum OtlpProtocol
{
    Grpc,
    HttpProtobuf,
}

/// <summary>Where a signal is to be sent.</summary>
/// <param name="Address">For HTTP the whole address, for gRPC that of the server.</param>
/// <param name="Timeout">For one request.</param>
public sealed record OtlpTarget(
    OtlpSignal Signal, Uri Address, OtlpProtocol Protocol, IReadOnlyList<KeyValuePair<string, string>> Headers, TimeSpan Timeout, bool Gzip);
