using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Deletes a state machine with its versions and aliases; one that is not there is deleted already.</summary>
internal sealed class DeleteStateMachine(StateMachines machines) : IOperation
{
    private static readonly Constraints<DeleteStateMachineRequest> Constraints = new Constraints<DeleteStateMachineRequest>()
        .Arn("stateMachineArn", r => r.StateMachineArn);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DeleteStateMachine), Constraints, StepFunctionsJson.Wire.DeleteStateMachineRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private ValueTask<Nothing> HandleAsync(DeleteStateMachineRequest request, AwsCall call, CancellationToken cancellation)
    {
        machines.Remove(ArnArguments.UnqualifiedStateMachine(request.StateMachineArn!).ToString());
        return new(Nothing.Instance);
    }
}

internal sealed record DeleteStateMachineRequest(string? StateMachineArn);
