using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Describes a map run with its counters.</summary>
internal sealed class DescribeMapRun(IExecutions executions) : IOperation
{
    private static readonly Constraints<DescribeMapRunRequest> Constraints = new Constraints<DescribeMapRunRequest>()
        .Arn("mapRunArn", r => r.MapRunArn, max: 2000);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DescribeMapRun), Constraints, StepFunctionsJson.Wire.DescribeMapRunRequest, StepFunctionsJson.Wire.DescribeMapRunResponse, HandleAsync);

    private async ValueTask<DescribeMapRunResponse> HandleAsync(DescribeMapRunRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.MapRun(request.MapRunArn!).ToString();
        var run = await executions.DescribeMapRunAsync(arn, cancellation) ?? throw Refusals.ResourceNotFound(arn);
        return new(
            run.MapRunArn,
            run.ExecutionArn,
            run.Status.ToWire(),
            run.StartDate,
            run.StopDate,
            run.MaxConcurrency,
            run.ToleratedFailurePercentage,
            run.ToleratedFailureCount,
            run.ItemCounts,
            run.ExecutionCounts,
            run.RedriveCount,
            run.RedriveDate);
    }
}

internal sealed record DescribeMapRunRequest(string? MapRunArn);

internal sealed record DescribeMapRunResponse(
    string MapRunArn,
    string ExecutionArn,
    string Status,
    DateTimeOffset StartDate,
    DateTimeOffset? StopDate,
    int MaxConcurrency,
    double ToleratedFailurePercentage,
    long ToleratedFailureCount,
    MapRunCounts ItemCounts,
    MapRunCounts ExecutionCounts,
    int RedriveCount,
    DateTimeOffset? RedriveDate);
