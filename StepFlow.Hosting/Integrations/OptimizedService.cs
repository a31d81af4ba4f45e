using System.Collections.Frozen;

namespace StepFlow.Hosting.Integrations;

/// <summary>How an optimized integration's errors are named, and which model it calls by.</summary>
/// <param name="Model">Id of the service model.</param>
/// <param name="Prefix">First part of error names.</param>
/// <param name="SdkService">The first Java SDK's name of the service, in causes.</param>
/// <param name="BaseException">Class of errors the model does not list.</param>
internal sealed record OptimizedService(string Model, string Prefix, string SdkService, string BaseException)
{
    public static readonly FrozenDictionary<string, OptimizedService> All = new Dictionary<string, OptimizedService>(StringComparer.Ordinal)
    {
        ["dynamodb"] = new("dynamodb", "DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException"),
        ["events"] = new("eventbridge", "EventBridge", "AmazonEventBridge", "AmazonEventBridgeException"),
        ["sns"] = new("sns", "SNS", "AmazonSNS", "AmazonSNSException"),
        ["sqs"] = new("sqs", "SQS", "AmazonSQS", "AmazonSQSException"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
