using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Lists the activities of the caller's account and region.</summary>
internal sealed class ListActivities(Activities activities) : IOperation
{
    private static readonly Constraints<ListActivitiesRequest> Constraints = new Constraints<ListActivitiesRequest>()
        .Integer("maxResults", r => r.MaxResults, 0, 1000)
        .Text("nextToken", r => r.NextToken, 1, 1024);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(ListActivities), Constraints, StepFunctionsJson.Wire.ListActivitiesRequest, StepFunctionsJson.Wire.ListActivitiesResponse, HandleAsync);

    private ValueTask<ListActivitiesResponse> HandleAsync(ListActivitiesRequest request, AwsCall call, CancellationToken cancellation)
    {
        var page = Paging.Of($"ListActivities {call.Region} {call.Account}", request.MaxResults, request.NextToken);
        var found = activities.List(call.Region, call.Account, page.After, page.Size + 1);
        return new(new ListActivitiesResponse(
            [.. found.Take(page.Size).Select(a => new ActivityItem(a.Arn, a.Name, a.CreatedAt))],
            page.NextToken(found, a => a.Name)));
    }
}

internal sealed record ListActivitiesRequest(int? MaxResults, string? NextToken);

internal sealed record ListActivitiesResponse(IReadOnlyList<ActivityItem> Activities, string? NextToken);

internal sealed record ActivityItem(string ActivityArn, string Name, DateTimeOffset CreationDate);
