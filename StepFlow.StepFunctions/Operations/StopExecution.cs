using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Aborts an execution.</summary>
internal sealed class StopExecution(IExecutions executions) : IOperation
{
    private static readonly Constraints<StopExecutionRequest> Constraints = new Constraints<StopExecutionRequest>()
        .Arn("executionArn", r => r.ExecutionArn)
        .Text("error", r => r.Error, 0, 256, sensitive: true)
        .Text("cause", r => r.Cause, 0, 32768, sensitive: true);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(StopExecution), Constraints, StepFunctionsJson.Wire.StopExecutionRequest, StepFunctionsJson.Wire.StopExecutionResponse, HandleAsync);

    private async ValueTask<StopExecutionResponse> HandleAsync(StopExecutionRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Execution(request.ExecutionArn!).ToString();
        var stopped = await executions.StopAsync(arn, request.Error, request.Cause, cancellation);
        return new(stopped ?? throw Refusals.ExecutionDoesNotExist(arn));
    }
}

internal sealed record StopExecutionRequest(string? ExecutionArn, string? Error, string? Cause);

internal sealed record StopExecutionResponse(DateTimeOffset StopDate);
