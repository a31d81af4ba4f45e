using Amazon.Runtime.Internal;

namespace StepFlow.Functions.StepFunctions.Pipeline;

/// <summary>What the SDK's core asks about the service.</summary>
internal sealed class StepFunctionsMetadata : IServiceMetadata
{
    /// <summary>By this the SDK finds AWS_ENDPOINT_URL_SFN.</summary>
    public const string Id = "SFN";

    public string ServiceId => Id;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
