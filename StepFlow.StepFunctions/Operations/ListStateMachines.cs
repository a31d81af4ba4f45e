using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Lists the state machines of the caller's account and region.</summary>
internal sealed class ListStateMachines(StateMachines machines) : IOperation
{
    private static readonly Constraints<ListStateMachinesRequest> Constraints = new Constraints<ListStateMachinesRequest>()
        .Integer("maxResults", r => r.MaxResults, 0, 1000)
        .Text("nextToken", r => r.NextToken, 1, 1024);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(ListStateMachines), Constraints, StepFunctionsJson.Wire.ListStateMachinesRequest, StepFunctionsJson.Wire.ListStateMachinesResponse, HandleAsync);

    private ValueTask<ListStateMachinesResponse> HandleAsync(ListStateMachinesRequest request, AwsCall call, CancellationToken cancellation)
    {
        var page = Paging.Of($"ListStateMachines {call.Region} {call.Account}", request.MaxResults, request.NextToken);
        var found = machines.List(call.Region, call.Account, page.After, page.Size + 1);
        return new(new ListStateMachinesResponse(
            [.. found.Take(page.Size).Select(m => new StateMachineItem(m.Arn, m.Name, m.Type.ToWire(), m.CreatedAt))],
            page.NextToken(found, m => m.Name)));
    }
}

internal sealed record ListStateMachinesRequest(int? MaxResults, string? NextToken);

internal sealed record ListStateMachinesResponse(IReadOnlyList<StateMachineItem> StateMachines, string? NextToken);

internal sealed record StateMachineItem(string StateMachineArn, string Name, string Type, DateTimeOffset CreationDate);
