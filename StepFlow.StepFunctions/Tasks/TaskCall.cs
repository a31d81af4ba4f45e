using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>One call of a service or a function on behalf of a Task state.</summary>
/// <param name="Resource">A function or an integration; activities and <c>states:startExecution</c> are the engine's own.</param>
/// <param name="Parameters">The evaluated Parameters or Arguments; for a bare function ARN the payload.</param>
/// <param name="Region">Region of the execution.</param>
/// <param name="Account">Account of the execution.</param>
/// <param name="ExecutionArn">On whose behalf.</param>
/// <param name="StateName">The Task state.</param>
/// <param name="TraceHeader"><c>X-Amzn-Trace-Id</c> to hand on, or null.</param>
/// <param name="RoleArn">Role from the state's Credentials, or null.</param>
public sealed record TaskCall(
    TaskResource Resource,
    JsonValue Parameters,
    string Region,
    string Account,
    string ExecutionArn,
    string StateName,
    string? TraceHeader = null,
    string? RoleArn = null)
{
    /// <summary>Sees the request and response of an HTTP Task.</summary>
    public HttpWatch? Watch { get; init; }
}
