using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Lists the map runs of an execution, newest first.</summary>
internal sealed class ListMapRuns(IExecutions executions) : IOperation
{
    private static readonly Constraints<ListMapRunsRequest> Constraints = new Constraints<ListMapRunsRequest>()
        .Arn("executionArn", r => r.ExecutionArn)
        .Integer("maxResults", r => r.MaxResults, 0, 1000)
        .Text("nextToken", r => r.NextToken, 1, 1024);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(ListMapRuns), Constraints, StepFunctionsJson.Wire.ListMapRunsRequest, StepFunctionsJson.Wire.ListMapRunsResponse, HandleAsync);

    private async ValueTask<ListMapRunsResponse> HandleAsync(ListMapRunsRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Execution(request.ExecutionArn!).ToString();
        var page = Paging.Of($"ListMapRuns {arn}", request.MaxResults, request.NextToken);
        var runs = await executions.ListMapRunsAsync(arn, cancellation) ?? throw Refusals.ExecutionDoesNotExist(arn);
        var found = runs.Where(r => page.AfterNumber is not { } after || r.Sequence < after).Take(page.Size + 1).ToList();
        return new(
            [.. found.Take(page.Size).Select(r => new MapRunItem(r.ExecutionArn, r.MapRunArn, r.StateMachineArn, r.StartDate, r.StopDate))],
            page.NextToken(found, r => r.Sequence));
    }
}

internal sealed record ListMapRunsRequest(string? ExecutionArn, int? MaxResults, string? NextToken);

internal sealed record ListMapRunsResponse(IReadOnlyList<MapRunItem> MapRuns, string? NextToken);

internal sealed record MapRunItem(
    string ExecutionArn, string MapRunArn, string StateMachineArn, DateTimeOffset StartDate, DateTimeOffset? StopDate);
