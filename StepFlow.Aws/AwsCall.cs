namespace StepFlow.Aws;

/// <summary>What an operation may know of the call besides its request.</summary>
/// <param name="Trace">The trace to go on with, as an X-Ray header; null where the caller brought none.</param>
public sealed record AwsCall(string RequestId, string Region, string Account, string? Trace);
