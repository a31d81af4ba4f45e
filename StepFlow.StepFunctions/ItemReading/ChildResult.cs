using System.Globalization;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>An ended (or never started) child execution of a Map Run.</summary>
/// <param name="ExecutionArn">ARN of the child.</param>
/// <param name="StateMachineArn">ARN of the Map state's machine: <c>…:stateMachine:name/label</c>.</param>
/// <param name="Name">Name of the child.</param>
/// <param name="Status">SUCCEEDED, FAILED, TIMED_OUT, ABORTED or PENDING.</param>
/// <param name="Input">JSON text.</param>
/// <param name="Output">JSON text of a success, or null.</param>
/// <param name="Error">Error of a failure, or null.</param>
/// <param name="Cause">Cause of a failure, or null.</param>
/// <param name="StartDate">When it started; null where it never did.</param>
/// <param name="StopDate">When it ended.</param>
public sealed record ChildResult(
    string ExecutionArn,
    string StateMachineArn,
    string Name,
    string Status,
    string Input,
    string? Output,
    string? Error,
    string? Cause,
    DateTimeOffset? StartDate,
    DateTimeOffset? StopDate)
{
    public bool IsSuccess => Status is "SUCCEEDED";

    /// <summary>The record as result files hold it without transformation.</summary>
    public JsonObject Describe()
    {
        var included = JsonObject.Of(("Included", true));
        var record = new JsonObjectBuilder(16)
            .SetIf("Cause", Tasks.JsonText.OrNull(Cause))
            .SetIf("Error", Tasks.JsonText.OrNull(Error))
            .Set("ExecutionArn", ExecutionArn)
            .Set("Input", Input)
            .Set("InputDetails", included)
            .Set("Name", Name);
        if (Output is not null)
        {
            record.Set("Output", Output).Set("OutputDetails", included);
        }

        if (StartDate is not null)
        {
            record.Set("RedriveCount", 0);
            record.Set("RedriveStatus", IsSuccess ? "NOT_REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN");
            if (IsSuccess)
            {
                record.Set("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
            }
        }

        return record
            .SetIf("StartDate", Date(StartDate))
            .Set("StateMachineArn", StateMachineArn)
            .Set("Status", Status)
            .SetIf("StopDate", Date(StopDate))
            .Build();
    }

    private static JsonString? Date(DateTimeOffset? at) =>
        at is { } moment ? new(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)) : null;
}
