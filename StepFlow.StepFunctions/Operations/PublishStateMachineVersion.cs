using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Publishes the current revision of a state machine as a version; one that is published already keeps its number.</summary>
internal sealed class PublishStateMachineVersion(StateMachines machines, TimeProvider time) : IOperation
{
    private const string InitialRevision = "INITIAL";

    private static readonly Constraints<PublishStateMachineVersionRequest> Constraints = new Constraints<PublishStateMachineVersionRequest>()
        .Arn("stateMachineArn", r => r.StateMachineArn)
        .Text("revisionId", r => r.RevisionId)
        .Text("description", r => r.Description, 0, 256, sensitive: true);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(PublishStateMachineVersion), Constraints, StepFunctionsJson.Wire.PublishStateMachineVersionRequest, StepFunctionsJson.Wire.PublishStateMachineVersionResponse, HandleAsync);

    private ValueTask<PublishStateMachineVersionResponse> HandleAsync(PublishStateMachineVersionRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.UnqualifiedStateMachine(request.StateMachineArn!);
        StateMachineVersion? version = null;
        machines.Change(arn.ToString(), old =>
        {
            var machine = old ?? throw Refusals.StateMachineDoesNotExist(request.StateMachineArn!);
            EnsureCurrent(machine, request.RevisionId);
            return (machine.Publish(time.GetUtcNow(), request.Description, out version), null);
        });
        return new(new PublishStateMachineVersionResponse(version!.CreatedAt, arn.Qualified($"{version.Number}").ToString()));
    }

    private void EnsureCurrent(StateMachine machine, string? revisionId)
    {
        var current = machines.CurrentRevision(machine).IsInitial ? InitialRevision : machine.RevisionId;
        if (revisionId is not null && !string.Equals(revisionId, current, StringComparison.Ordinal))
        {
            throw Refusals.Conflict(
                $"Failed to publish the State Machine version for revision {revisionId}. The current State Machine revision is {current}.");
        }
    }
}

internal sealed record PublishStateMachineVersionRequest(string? StateMachineArn, string? RevisionId, string? Description);

internal sealed record PublishStateMachineVersionResponse(DateTimeOffset CreationDate, string StateMachineVersionArn);
