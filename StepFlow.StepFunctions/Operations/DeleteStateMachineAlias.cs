using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Deletes an alias; the versions it routed to stay.</summary>
internal sealed class DeleteStateMachineAlias(StateMachines machines) : IOperation
{
    private static readonly Constraints<DeleteStateMachineAliasRequest> Constraints = new Constraints<DeleteStateMachineAliasRequest>()
        .Arn("stateMachineAliasArn", r => r.StateMachineAliasArn);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DeleteStateMachineAlias), Constraints, StepFunctionsJson.Wire.DeleteStateMachineAliasRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private ValueTask<Nothing> HandleAsync(DeleteStateMachineAliasRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Alias(request.StateMachineAliasArn!);
        machines.Change(arn.Unqualified.ToString(), machine =>
        {
            var alias = machine?.FindAlias(arn.Alias!) ?? throw Refusals.ReferencedResourceNotFound();
            return (machine with { Aliases = machine.Aliases.Remove(alias) }, null);
        });
        return new(Nothing.Instance);
    }
}

internal sealed record DeleteStateMachineAliasRequest(string? StateMachineAliasArn);
