using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Lists the versions of a state machine, newest first.</summary>
internal sealed class ListStateMachineVersions(StateMachines machines) : IOperation
{
    private static readonly Constraints<ListStateMachineVersionsRequest> Constraints = new Constraints<ListStateMachineVersionsRequest>()
        .Arn("stateMachineArn", r => r.StateMachineArn)
        .Text("nextToken", r => r.NextToken, 1, 1024)
        .Integer("maxResults", r => r.MaxResults, 0, 1000);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(ListStateMachineVersions), Constraints, StepFunctionsJson.Wire.ListStateMachineVersionsRequest, StepFunctionsJson.Wire.ListStateMachineVersionsResponse, HandleAsync);

    private ValueTask<ListStateMachineVersionsResponse> HandleAsync(ListStateMachineVersionsRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.UnqualifiedStateMachine(request.StateMachineArn!);
        var page = Paging.Of($"ListStateMachineVersions {arn}", request.MaxResults, request.NextToken);
        var machine = machines.Find(arn.ToString()) ?? throw Refusals.StateMachineDoesNotExist(request.StateMachineArn!);
        var found = machine.Versions
            .Where(v => page.AfterNumber is not { } after || v.Number < after)
            .OrderByDescending(v => v.Number)
            .Take(page.Size + 1)
            .ToList();
        return new(new ListStateMachineVersionsResponse(
            [.. found.Take(page.Size).Select(v => new StateMachineVersionItem(arn.Qualified($"{v.Number}").ToString(), v.CreatedAt))],
            page.NextToken(found, v => v.Number)));
    }
}

internal sealed record ListStateMachineVersionsRequest(string? StateMachineArn, string? NextToken, int? MaxResults);

internal sealed record ListStateMachineVersionsResponse(IReadOnlyList<StateMachineVersionItem> StateMachineVersions, string? NextToken);

internal sealed record StateMachineVersionItem(string StateMachineVersionArn, DateTimeOffset CreationDate);
