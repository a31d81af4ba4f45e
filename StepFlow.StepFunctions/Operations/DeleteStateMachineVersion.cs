using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Deletes a version that no alias routes to; one that is not there is deleted already.</summary>
internal sealed class DeleteStateMachineVersion(StateMachines machines) : IOperation
{
    private static readonly Constraints<DeleteStateMachineVersionRequest> Constraints = new Constraints<DeleteStateMachineVersionRequest>()
        .Arn("stateMachineVersionArn", r => r.StateMachineVersionArn, max: 2000);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DeleteStateMachineVersion), Constraints, StepFunctionsJson.Wire.DeleteStateMachineVersionRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private ValueTask<Nothing> HandleAsync(DeleteStateMachineVersionRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Version(request.StateMachineVersionArn!);
        machines.Change(arn.Unqualified.ToString(), machine =>
        {
            if (machine?.FindVersion(arn.Version!.Value) is not { } version)
            {
                return null;
            }

            var aliases = machine.Aliases.Where(a => a.RoutesTo(version.Number)).Select(a => a.Name).ToList();
            return aliases.Count is 0
                ? (machine with { Versions = machine.Versions.Remove(version) }, null)
                : throw Refusals.Conflict(
                    "Version to be deleted must not be referenced by an alias. "
                    + $"Current list of aliases referencing this version: [{string.Join(", ", aliases)}]");
        });
        return new(Nothing.Instance);
    }
}

internal sealed record DeleteStateMachineVersionRequest(string? StateMachineVersionArn);
