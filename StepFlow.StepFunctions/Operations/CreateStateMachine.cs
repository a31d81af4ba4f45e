using StepFlow.Aws;
using StepFlow.Aws.Arns;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Creates a state machine. Creating the same one again answers the one that is there.</summary>
internal sealed class CreateStateMachine(StateMachines machines, IDefinitions definitions, TimeProvider time, IdSource ids) : IOperation
{
    private static readonly Constraints<CreateStateMachineRequest> Constraints = new Constraints<CreateStateMachineRequest>()
        .Text("name", r => r.Name, 1, 80, required: true)
        .Text("definition", r => r.Definition, 1, 1048576, required: true, sensitive: true)
        .Text("roleArn", r => r.RoleArn, 1, 256, required: true)
        .OneOf("type", r => r.Type, StateMachineTypes.Values)
        .Structure("loggingConfiguration", r => r.LoggingConfiguration, LoggingShape.Constraints)
        .List("tags", r => r.Tags, TagShape.Constraints)
        .Structure("tracingConfiguration", r => r.TracingConfiguration, TracingShape.Constraints)
        .Flag("publish")
        .Text("versionDescription", r => r.VersionDescription, 0, 256, sensitive: true)
        .Structure("encryptionConfiguration", r => r.EncryptionConfiguration, EncryptionShape.Constraints);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(CreateStateMachine), Constraints, StepFunctionsJson.Wire.CreateStateMachineRequest, StepFunctionsJson.Wire.CreateStateMachineResponse, HandleAsync);

    private ValueTask<CreateStateMachineResponse> HandleAsync(CreateStateMachineRequest request, AwsCall call, CancellationToken cancellation)
    {
        var publish = request.Publish ?? false;
        if (!publish && request.VersionDescription is not null)
        {
            throw Refusals.Validation("Version description can only be set when publish is true");
        }

        ResourceNames.Ensure(request.Name!);
        ArnArguments.EnsureRole(request.RoleArn);
        var arn = StatesArn.ForStateMachine(call.Region, call.Account, request.Name!);
        var revision = Revise(request, arn.ToString());
        definitions.Ensure(revision.Definition, revision.Type, request.Name!);

        StateMachineVersion? version = null;
        var machine = machines.Change(revision.StateMachineArn, old =>
        {
            if (old is not null)
            {
                version = EnsureSame(request, old, revision);
                return null;
            }

            var created = new StateMachine
            {
                Arn = revision.StateMachineArn,
                Name = request.Name!,
                Type = revision.Type,
                CreatedAt = revision.CreatedAt,
                RevisionId = revision.RevisionId,
                Tags = TagShape.Merge([], request.Tags, revision.StateMachineArn),
            };
            return (publish ? created.Publish(revision.CreatedAt, request.VersionDescription, out version) : created, revision);
        })!;
        return new(new CreateStateMachineResponse(machine.Arn, machine.CreatedAt, version is null ? null : arn.Qualified($"{version.Number}").ToString()));
    }

    private StateMachineRevision Revise(CreateStateMachineRequest request, string arn) => new()
    {
        StateMachineArn = arn,
        RevisionId = ids.NewId(),
        IsInitial = true,
        Type = StateMachineTypes.Read(request.Type),
        Definition = request.Definition!,
        RoleArn = request.RoleArn!,
        CreatedAt = time.GetUtcNow(),
        Logging = request.LoggingConfiguration?.Read() ?? LoggingConfiguration.Off,
        Tracing = request.TracingConfiguration?.Enabled ?? false,
        Encryption = request.EncryptionConfiguration?.Read(),
    };

    // AWS compares everything but role and tags, and keeps those of the first request.
    private StateMachineVersion? EnsureSame(CreateStateMachineRequest request, StateMachine old, StateMachineRevision asked)
    {
        var current = machines.CurrentRevision(old);
        var same = string.Equals(current.Definition, asked.Definition, StringComparison.Ordinal) && current.HasSameConfigurationAs(asked);
        if (same && request.Publish is not true)
        {
            return null;
        }

        var version = old.FindVersion(1);
        return same && version is not null && string.Equals(version.Description, request.VersionDescription, StringComparison.Ordinal)
            ? version
            : throw Refusals.StateMachineAlreadyExists(old.Arn);
    }
}

internal sealed record CreateStateMachineRequest(
    string? Name,
    string? Definition,
    string? RoleArn,
    string? Type,
    LoggingShape? LoggingConfiguration,
    IReadOnlyList<TagShape>? Tags,
    TracingShape? TracingConfiguration,
    bool? Publish,
    string? VersionDescription,
    EncryptionShape? EncryptionConfiguration);

internal sealed record CreateStateMachineResponse(string StateMachineArn, DateTimeOffset CreationDate, string? StateMachineVersionArn);
