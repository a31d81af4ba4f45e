using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Starts an execution of a state machine, or of one of its versions.</summary>
internal sealed class StartExecution(StateMachines machines, IExecutions executions, IdSource ids) : IOperation
{
    private static readonly Constraints<StartExecutionRequest> Constraints = new Constraints<StartExecutionRequest>()
        .Arn("stateMachineArn", r => r.StateMachineArn)
        .Text("name", r => r.Name, 1, 80)
        .Data("input", r => r.Input, 262144)
        .Text("traceHeader", r => r.TraceHeader, 0, 256, pattern: TraceHeaders.Pattern);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(StartExecution), Constraints, StepFunctionsJson.Wire.StartExecutionRequest, StepFunctionsJson.Wire.StartExecutionResponse, HandleAsync);

    private async ValueTask<StartExecutionResponse> HandleAsync(StartExecutionRequest request, AwsCall call, CancellationToken cancellation)
    {
        var target = ExecutionTarget.Resolve(machines, ids, request.StateMachineArn!);
        var start = target.ToStart(request.Name, request.Input, request.TraceHeader, call.Trace, ids);
        var started = await executions.StartAsync(start, cancellation);
        return new(started.ExecutionArn, started.StartDate);
    }
}

internal sealed record StartExecutionRequest(string? StateMachineArn, string? Name, string? Input, string? TraceHeader);

internal sealed record StartExecutionResponse(string ExecutionArn, DateTimeOffset StartDate);
