using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Lists the aliases of a state machine, or those that route to one of its versions.</summary>
internal sealed class ListStateMachineAliases(StateMachines machines) : IOperation
{
    private static readonly Constraints<ListStateMachineAliasesRequest> Constraints = new Constraints<ListStateMachineAliasesRequest>()
        .Arn("stateMachineArn", r => r.StateMachineArn)
        .Text("nextToken", r => r.NextToken, 1, 1024)
        .Integer("maxResults", r => r.MaxResults, 0, 1000);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(ListStateMachineAliases), Constraints, StepFunctionsJson.Wire.ListStateMachineAliasesRequest, StepFunctionsJson.Wire.ListStateMachineAliasesResponse, HandleAsync);

    private ValueTask<ListStateMachineAliasesResponse> HandleAsync(ListStateMachineAliasesRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.StateMachine(request.StateMachineArn!);
        if (arn.Alias is not null)
        {
            throw Refusals.Validation($"The ARN of a state machine or of a version is needed: '{request.StateMachineArn}'");
        }

        var page = Paging.Of($"ListStateMachineAliases {arn}", request.MaxResults, request.NextToken);
        var machine = machines.Find(arn.Unqualified.ToString());
        if (machine is null || (arn.Version is { } number && machine.FindVersion(number) is null))
        {
            throw Refusals.StateMachineDoesNotExist(request.StateMachineArn!);
        }

        var found = machine.Aliases
            .Where(a => string.CompareOrdinal(a.Name, page.After) > 0 && (arn.Version is not { } version || a.RoutesTo(version)))
            .Take(page.Size + 1)
            .ToList();
        return new(new ListStateMachineAliasesResponse(
            [.. found.Take(page.Size).Select(a => new StateMachineAliasItem(arn.Qualified(a.Name).ToString(), a.CreatedAt))],
            page.NextToken(found, a => a.Name)));
    }
}

internal sealed record ListStateMachineAliasesRequest(string? StateMachineArn, string? NextToken, int? MaxResults);

internal sealed record ListStateMachineAliasesResponse(IReadOnlyList<StateMachineAliasItem> StateMachineAliases, string? NextToken);

internal sealed record StateMachineAliasItem(string StateMachineAliasArn, DateTimeOffset CreationDate);
