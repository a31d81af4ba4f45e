using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>The event with which AWS tells EventBridge of an execution's new status.</summary>
public static class StatusChange
{
    public const string DetailType = "Step Functions Execution Status Change";

    public static JsonObject EventOf(ExecutionDescription row, string id, DateTimeOffset at)
    {
        var arn = row.ExecutionArn.Split(':');
        return JsonObject.Of(
            ("version", "0"),
            ("id", id),
            ("detail-type", DetailType),
            ("source", "aws.states"),
            ("account", arn[4]),
            ("time", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")),
            ("region", arn[3]),
            ("resources", JsonArray.Of(row.ExecutionArn)),
            ("detail", DetailOf(row)));
    }

    // What DescribeExecution answers, with absent members as nulls and dates in milliseconds.
    private static JsonObject DetailOf(ExecutionDescription row)
    {
        // The two share the room: the input gives way first.
        var output = row.Output is { } text && !PayloadLimit.Exceeds(text) ? text : null;
        var input = row.Input is { } given && !PayloadLimit.Exceeds(PayloadLimit.EscapedLength(given) + PayloadLimit.EscapedLength(row.Output)) ? given : null;
        return JsonObject.Of(
            ("executionArn", row.ExecutionArn),
            ("stateMachineArn", row.StateMachineArn),
            ("name", row.Name),
            ("status", row.Status.ToWire()),
            ("startDate", row.StartDate.ToUnixTimeMilliseconds()),
            ("stopDate", Date(row.StopDate)),
            ("input", Text(input)),
            ("output", Text(output)),
            ("stateMachineVersionArn", Text(row.StateMachineVersionArn)),
            ("stateMachineAliasArn", Text(row.StateMachineAliasArn)),
            ("redriveCount", row.RedriveCount),
            ("redriveDate", Date(row.RedriveDate)),
            ("redriveStatus", row.RedriveStatus.ToWire()),
            ("redriveStatusReason", Text(row.RedriveStatusReason)),
            ("inputDetails", Included(row.Input, input)),
            ("outputDetails", Included(row.Output, output)),
            ("error", Text(row.Error)),
            ("cause", Text(row.Cause)));
    }

    private static JsonValue Text(string? text) => text is null ? JsonValue.Null : text;

    private static JsonValue Date(DateTimeOffset? date) => date is { } known ? known.ToUnixTimeMilliseconds() : JsonValue.Null;

    private static JsonValue Included(string? whole, string? sent) => whole is null ? JsonValue.Null : JsonObject.Of(("included", sent is not null));
}
