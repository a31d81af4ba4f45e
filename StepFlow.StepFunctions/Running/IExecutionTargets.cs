using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>What the engine asks of the catalog to start an execution on behalf of a Task (<c>states:startExecution</c>).</summary>
public interface IExecutionTargets
{
    /// <summary>
    /// Resolves machine, version or alias as the StartExecution operation does, names the execution and forms its ARN.
    /// Refusals are AwsExceptions with StartExecution's codes (StateMachineDoesNotExist, InvalidName, …).
    /// </summary>
    ExecutionStart Resolve(string stateMachineArn, string? name, JsonValue input, string inputText, string? traceHeader);
}
