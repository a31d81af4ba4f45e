using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Lists the events of an execution.</summary>
internal sealed class GetExecutionHistory(IExecutions executions) : IOperation
{
    private static readonly Constraints<GetExecutionHistoryRequest> Constraints = new Constraints<GetExecutionHistoryRequest>()
        .Arn("executionArn", r => r.ExecutionArn)
        .Integer("maxResults", r => r.MaxResults, 0, 1000)
        .Flag("reverseOrder")
        .Text("nextToken", r => r.NextToken, 1, 1024)
        .Flag("includeExecutionData");

    public void AddTo(OperationTable table) =>
        table.Add(nameof(GetExecutionHistory), Constraints, StepFunctionsJson.Wire.GetExecutionHistoryRequest, StepFunctionsJson.Wire.GetExecutionHistoryResponse, HandleAsync);

    private async ValueTask<GetExecutionHistoryResponse> HandleAsync(GetExecutionHistoryRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Execution(request.ExecutionArn!).ToString();
        var reverse = request.ReverseOrder ?? false;
        var page = Paging.Of($"GetExecutionHistory {arn} {reverse}", request.MaxResults, request.NextToken);
        var events = await executions.ReadHistoryAsync(arn, new(page.AfterNumber, page.Size + 1, reverse), cancellation)
            ?? throw Refusals.ExecutionDoesNotExist(arn);
        var token = page.NextToken(events, e => e.Id);
        return new(new(events, page.Size, request.IncludeExecutionData ?? true), token);
    }
}

internal sealed record GetExecutionHistoryRequest(
    string? ExecutionArn, int? MaxResults, bool? ReverseOrder, string? NextToken, bool? IncludeExecutionData);

internal sealed record GetExecutionHistoryResponse(HistoryPage Events, string? NextToken);
