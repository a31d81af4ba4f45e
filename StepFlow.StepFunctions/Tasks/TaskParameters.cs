using System.Collections.Frozen;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>Which fields each optimized integration takes, and AWS's words for the others.</summary>
public static class TaskParameters
{
    private static readonly string[] DynamoDbCommon = ["TableName!", "ReturnConsumedCapacity", "ExpressionAttributeNames"];

    private static readonly string[] DynamoDbWrite =
    [
        .. DynamoDbCommon, "ConditionExpression", "ConditionalOperator", "Expected", "ExpressionAttributeValues", "ReturnItemCollectionMetrics", "ReturnValues",
        "ReturnValuesOnConditionCheckFailure",
    ];

    // A field that must be there ends in '!'.
    private static readonly FrozenDictionary<string, string[]> Fields = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["lambda:invoke"] = ["FunctionName!", "Payload", "Qualifier", "InvocationType", "LogType", "ClientContext"],
        ["states:startExecution"] = ["StateMachineArn!", "Input", "Name", "TraceHeader"],
        ["sqs:sendMessage"] =
        [
            "QueueUrl!", "MessageBody!", "DelaySeconds", "MessageAttributes", "MessageSystemAttributes", "MessageDeduplicationId", "MessageGroupId",
        ],
        ["sns:publish"] =
        [
            "Message!", "TopicArn", "TargetArn", "PhoneNumber", "Subject", "MessageStructure", "MessageAttributes", "MessageDeduplicationId", "MessageGroupId",
        ],
        ["events:putEvents"] = ["Entries!", "EndpointId"],
        ["dynamodb:getItem"] = [.. DynamoDbCommon, "Key!", "AttributesToGet", "ConsistentRead", "ProjectionExpression"],
        ["dynamodb:putItem"] = [.. DynamoDbWrite, "Item!"],
        ["dynamodb:updateItem"] = [.. DynamoDbWrite, "Key!", "AttributeUpdates", "UpdateExpression"],
        ["dynamodb:deleteItem"] = [.. DynamoDbWrite, "Key!"],
        ["apigateway:invoke"] =
        [
            "ApiEndpoint!", "Method!", "Headers", "Stage", "Path", "QueryParameters", "RequestBody", "AllowNullValues", "AuthType",
        ],
        ["http:invoke"] =
        [
            "ApiEndpoint!", "Method!", "Authentication", "InvocationConfig", "Headers", "QueryParameters", "RequestBody", "Transform",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The error with which a Task fails before it is scheduled, or null.</summary>
    /// <param name="call">The call with its evaluated parameters.</param>
    /// <param name="field">Parameters or Arguments, whichever the state uses.</param>
    public static StatesError? Check(TaskCall call, string field) =>
        call.Resource is TaskResource.Integration integration && Problems(integration, call.Parameters) is { Count: > 0 } problems
            ? Refusal(call.Parameters, field, problems)
            : null;

    public static StatesError Refusal(JsonValue parameters, string field, IEnumerable<string> problems) => new(
        StatesError.Runtime, $"The {field} '{parameters}' could not be used to start the Task: [{string.Join(", ", problems)}]");

    /// <summary>What is wrong with these parameters. A name may end in <c>.$</c>, as in a definition.</summary>
    public static IReadOnlyList<string> Problems(TaskResource.Integration resource, JsonValue parameters)
    {
        if (resource.IsAwsSdk || !Fields.TryGetValue($"{resource.Service}:{resource.Action}", out var fields))
        {
            return [];
        }

        List<string> problems = [];
        var given = parameters as JsonObject ?? JsonObject.Empty;
        foreach (var name in given.Names.Select(Plain).Where(n => !fields.Contains(n) && !fields.Contains(n + "!")))
        {
            problems.Add($"The field \"{name}\" is not supported by Step Functions");
        }

        foreach (var name in fields.Where(f => f.EndsWith('!')).Select(f => f[..^1]).Where(n => !given.Has(n) && !given.Has(n + ".$")))
        {
            problems.Add($"The field '{name}' is required but was missing");
        }

        return problems;
    }

    private static string Plain(string name) => name.EndsWith(".$", StringComparison.Ordinal) ? name[..^2] : name;
}
