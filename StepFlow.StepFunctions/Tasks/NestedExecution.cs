using System.Globalization;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>Parameters and result shapes of <c>states:startExecution</c>; the execution itself is the engine's.</summary>
public static class NestedExecution
{
    /// <summary>What a Task asks to start.</summary>
    /// <param name="StateMachineArn">Machine, version or alias.</param>
    /// <param name="Name">Execution name, or null for a new one.</param>
    /// <param name="Input">JSON text of the input.</param>
    /// <param name="TraceHeader">X-Ray header, or null.</param>
    public sealed record Request(string StateMachineArn, string? Name, string Input, string? TraceHeader);

    /// <summary>An ended execution as DescribeExecution shows it.</summary>
    public sealed record Ended(
        string ExecutionArn,
        string StateMachineArn,
        string Name,
        string Status,
        DateTimeOffset StartDate,
        DateTimeOffset StopDate,
        string Input,
        string? Output,
        StatesError? Error,
        string? StateMachineVersionArn = null,
        string? StateMachineAliasArn = null,
        string? TraceHeader = null);

    /// <summary>A text is the input's JSON itself; anything else is written as JSON; none is an empty object.</summary>
    public static Request RequestOf(JsonValue parameters)
    {
        var given = parameters as JsonObject ?? JsonObject.Empty;
        return new(
            JsonText.Of(given["StateMachineArn"]) ?? "",
            JsonText.Of(given["Name"]),
            JsonText.Of(given["Input"]) ?? "{}",
            JsonText.Of(given["TraceHeader"]));
    }

    /// <summary>Answer of StartExecution: result of the plain form, and what TaskSubmitted shows of <c>.sync</c>.</summary>
    public static JsonObject Started(string executionArn, DateTimeOffset startDate, DateTimeOffset answeredAt, string requestId)
    {
        var wire = $$"""{"executionArn":"{{executionArn}}","startDate":{{startDate.ToUnixTimeMilliseconds() / 1000.0}}}""";
        return SdkMetadata.AddTo(
            JsonObject.Of(("ExecutionArn", executionArn), ("StartDate", Date(startDate))),
            "states",
            200,
            [new("Content-Length", $"{wire.Length}"), new("Date", answeredAt.ToString("R")), new("Content-Type", "application/x-amz-json-1.0")],
            requestId);
    }

    /// <summary>Outcome of <c>.sync</c> (input and output as text) and <c>.sync:2</c> (as JSON).</summary>
    public static TaskOutcome OutcomeOf(Ended ended, IntegrationPattern pattern)
    {
        var description = Describe(ended, pattern);
        return ended.Status is "SUCCEEDED"
            ? TaskOutcome.Of(description)
            : TaskOutcome.Fail(StatesError.TaskFailed, description.ToString());
    }

    /// <summary>StartExecution's own refusals, as the optimized integration names them: <c>StepFunctions.ExecutionAlreadyExistsException</c>.</summary>
    /// <param name="status">HTTP status of the refusal.</param>
    /// <param name="code">Its code: <c>StateMachineDoesNotExist</c>.</param>
    /// <param name="message">Its text.</param>
    /// <param name="requestId">Request id.</param>
    public static TaskOutcome Refused(int status, string code, string message, string requestId) => new TaskOutcome.Failed(
        new ServiceError(status, code, message, requestId)
            .Optimized(
                "StepFunctions",
                "AWSStepFunctions",
                "AWSStepFunctionsException",
                code is "ThrottlingException" or "AccessDeniedException" ? null : code));

    private static JsonObject Describe(Ended ended, IntegrationPattern pattern)
    {
        JsonValue Data(string text) => pattern is IntegrationPattern.Sync2 ? JsonValue.Parse(text) : text;

        var included = JsonObject.Of(("Included", true));
        var members = new JsonObjectBuilder(16)
            .SetIf("Cause", JsonText.OrNull(ended.Error?.Cause))
            .SetIf("Error", JsonText.OrNull(ended.Error?.Name))
            .Set("ExecutionArn", ended.ExecutionArn)
            .Set("Input", Data(ended.Input))
            .Set("InputDetails", included)
            .Set("Name", ended.Name);
        if (ended.Output is not null)
        {
            members.Set("Output", Data(ended.Output)).Set("OutputDetails", included);
        }

        return members
            .Set("StartDate", Date(ended.StartDate))
            .SetIf("StateMachineAliasArn", JsonText.OrNull(ended.StateMachineAliasArn))
            .Set("StateMachineArn", ended.StateMachineArn)
            .SetIf("StateMachineVersionArn", JsonText.OrNull(ended.StateMachineVersionArn))
            .Set("Status", ended.Status)
            .Set("StopDate", Date(ended.StopDate))
            .SetIf("TraceHeader", JsonText.OrNull(ended.TraceHeader))
            .Build();
    }

    // AWS demands a text here of mocked results, so its own results carry one.
    private static JsonString Date(DateTimeOffset at) => new(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
