using StepFlow.Aws;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>Starts of nested executions, resolved in the catalog as StartExecution resolves them.</summary>
internal sealed class ExecutionTargets(StateMachines machines, IdSource ids) : IExecutionTargets
{
    public ExecutionStart Resolve(string stateMachineArn, string? name, JsonValue input, string inputText, string? traceHeader) =>
        ExecutionTarget.Resolve(machines, ids, stateMachineArn).ToStart(name, inputText, traceHeader, trace: traceHeader, ids);
}
