using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Gives a state machine a new revision; running executions keep theirs.</summary>
internal sealed class UpdateStateMachine(StateMachines machines, IDefinitions definitions, TimeProvider time, IdSource ids) : IOperation
{
    private static readonly Constraints<UpdateStateMachineRequest> Constraints = new Constraints<UpdateStateMachineRequest>()
        .Arn("stateMachineArn", r => r.StateMachineArn)
        .Text("definition", r => r.Definition, 1, 1048576, sensitive: true)
        .Text("roleArn", r => r.RoleArn, 1, 256)
        .Structure("loggingConfiguration", r => r.LoggingConfiguration, LoggingShape.Constraints)
        .Structure("tracingConfiguration", r => r.TracingConfiguration, TracingShape.Constraints)
        .Flag("publish")
        .Text("versionDescription", r => r.VersionDescription, 0, 256, sensitive: true)
        .Structure("encryptionConfiguration", r => r.EncryptionConfiguration, EncryptionShape.Constraints);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(UpdateStateMachine), Constraints, StepFunctionsJson.Wire.UpdateStateMachineRequest, StepFunctionsJson.Wire.UpdateStateMachineResponse, HandleAsync);

    private ValueTask<UpdateStateMachineResponse> HandleAsync(UpdateStateMachineRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.UnqualifiedStateMachine(request.StateMachineArn!);
        EnsureComplete(request);
        ArnArguments.EnsureRole(request.RoleArn);
        var now = time.GetUtcNow();
        StateMachineRevision? revision = null;
        StateMachineVersion? version = null;
        machines.Change(arn.ToString(), old =>
        {
            var machine = old ?? throw Refusals.StateMachineDoesNotExist(request.StateMachineArn!);
            var current = machines.CurrentRevision(machine);
            revision = Revise(request, current, now);
            if (request.Definition is not null)
            {
                definitions.Ensure(revision.Definition, revision.Type, machine.Name);
            }

            if (current.HasSameContentAs(revision))
            {
                revision = null;
            }
            else
            {
                machine = machine with { RevisionId = revision.RevisionId };
            }

            return (request.Publish is true ? machine.Publish(now, request.VersionDescription, out version) : machine, revision);
        });
        return new(new UpdateStateMachineResponse(now, revision?.RevisionId, version is null ? null : arn.Qualified($"{version.Number}").ToString()));
    }

    private static void EnsureComplete(UpdateStateMachineRequest request)
    {
        if (request is { Definition: null, RoleArn: null, LoggingConfiguration: null, TracingConfiguration: null, EncryptionConfiguration: null })
        {
            throw Refusals.MissingRequiredParameter(
                "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
        }

        if (request.VersionDescription is not null && request.Publish is not true)
        {
            throw Refusals.Validation("Version description can only be set when publish is true");
        }
    }

    private StateMachineRevision Revise(UpdateStateMachineRequest request, StateMachineRevision current, DateTimeOffset now) => current with
    {
        RevisionId = ids.NewId(),
        IsInitial = false,
        CreatedAt = now,
        Definition = request.Definition ?? current.Definition,
        RoleArn = request.RoleArn ?? current.RoleArn,
        Logging = request.LoggingConfiguration?.Read() ?? current.Logging,
        Tracing = request.TracingConfiguration?.Enabled ?? current.Tracing,
        Encryption = request.EncryptionConfiguration?.Read() ?? current.Encryption,
    };
}

internal sealed record UpdateStateMachineRequest(
    string? StateMachineArn,
    string? Definition,
    string? RoleArn,
    LoggingShape? LoggingConfiguration,
    TracingShape? TracingConfiguration,
    bool? Publish,
    string? VersionDescription,
    EncryptionShape? EncryptionConfiguration);

internal sealed record UpdateStateMachineResponse(DateTimeOffset UpdateDate, string? RevisionId, string? StateMachineVersionArn);
