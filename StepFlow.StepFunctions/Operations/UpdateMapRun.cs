using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Changes the limits of a running map run.</summary>
internal sealed class UpdateMapRun(IExecutions executions) : IOperation
{
    private static readonly Constraints<UpdateMapRunRequest> Constraints = new Constraints<UpdateMapRunRequest>()
        .Arn("mapRunArn", r => r.MapRunArn, max: 2000)
        .Integer("maxConcurrency", r => r.MaxConcurrency, 0)
        .Real("toleratedFailurePercentage", r => r.ToleratedFailurePercentage, 0, 100)
        .Integer("toleratedFailureCount", r => r.ToleratedFailureCount, 0);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(UpdateMapRun), Constraints, StepFunctionsJson.Wire.UpdateMapRunRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private async ValueTask<Nothing> HandleAsync(UpdateMapRunRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.MapRun(request.MapRunArn!).ToString();
        var change = new MapRunChange(request.MaxConcurrency, request.ToleratedFailurePercentage, request.ToleratedFailureCount);
        return await executions.UpdateMapRunAsync(arn, change, cancellation) ? Nothing.Instance : throw Refusals.ResourceNotFound(arn);
    }
}

internal sealed record UpdateMapRunRequest(
    string? MapRunArn, int? MaxConcurrency, double? ToleratedFailurePercentage, long? ToleratedFailureCount);
