namespace StepFlow.Hosting.Embedded;

/// <summary>Where the services listen.</summary>
internal sealed record ServiceAddresses(Uri Lambda, Uri StepFunctions, Uri Console, IReadOnlyList<KeyValuePair<string, Uri>> Gateways)
{
    /// <summary>Where functions send their telemetry; null where the host takes none.</summary>
    public OtlpAddresses? Otlp { get; init; }
}

/// <summary>The two doors of the host's receiver.</summary>
internal sealed record OtlpAddresses(Uri Http, Uri Grpc);
