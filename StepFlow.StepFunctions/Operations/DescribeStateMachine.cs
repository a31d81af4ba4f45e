using StepFlow.Aws;
using StepFlow.Aws.Arns;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Describes a state machine as it is now, or one of its versions.</summary>
internal sealed class DescribeStateMachine(StateMachines machines, IDefinitions definitions) : IOperation
{
    private static readonly Constraints<DescribeStateMachineRequest> Constraints = new Constraints<DescribeStateMachineRequest>()
        .Arn("stateMachineArn", r => r.StateMachineArn)
        .OneOf("includedData", r => r.IncludedData, IncludedData.Values);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DescribeStateMachine), Constraints, StepFunctionsJson.Wire.DescribeStateMachineRequest, StepFunctionsJson.Wire.DescribeStateMachineResponse, HandleAsync);

    private ValueTask<DescribeStateMachineResponse> HandleAsync(DescribeStateMachineRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.StateMachine(request.StateMachineArn!);
        var machine = machines.Find(arn.Unqualified.ToString()) ?? throw Refusals.StateMachineDoesNotExist(request.StateMachineArn!);
        var version = FindVersion(machine, arn);
        var revision = version is null ? machines.CurrentRevision(machine) : machines.Revision(machine, version.RevisionId);
        var withData = IncludedData.IsAll(request.IncludedData);
        return new(new DescribeStateMachineResponse(
            version is null ? machine.Arn : arn.ToString(),
            machine.Name,
            "ACTIVE",
            withData ? revision.Definition : null,
            revision.RoleArn,
            machine.Type.ToWire(),
            version?.CreatedAt ?? machine.CreatedAt,
            LoggingShape.Of(revision.Logging),
            new(revision.Tracing),
            revision.IsInitial ? null : revision.RevisionId,
            version?.Description,
            EncryptionShape.Of(revision.Encryption),
            withData ? definitions.VariableReferences(revision) : null));
    }

    private static StateMachineVersion? FindVersion(StateMachine machine, StatesArn.StateMachine arn) => arn switch
    {
        { Qualifier: null } => null,
        { Version: { } number } when machine.FindVersion(number) is { } version => version,
        { Alias: { } name } when machine.FindAlias(name) is { } alias => machine.FindVersion(alias.Routes[0].Version),
        _ => throw Refusals.StateMachineDoesNotExist(arn.ToString()),
    };
}

internal sealed record DescribeStateMachineRequest(string? StateMachineArn, string? IncludedData);

internal sealed record DescribeStateMachineResponse(
    string StateMachineArn,
    string Name,
    string Status,
    string? Definition,
    string RoleArn,
    string Type,
    DateTimeOffset CreationDate,
    LoggingShape LoggingConfiguration,
    TracingShape TracingConfiguration,
    string? RevisionId,
    string? Description,
    EncryptionShape? EncryptionConfiguration,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? VariableReferences);
