namespace StepFlow.Hosting.Embedded;

/// <summary>Where the services listen.</summary>
internal sealed record ServiceAddresses(Uri Lambda, Uri StepFunctions, Uri Console, IReadOnlyList<KeyValuePair<string, Uri>> Gateways);
