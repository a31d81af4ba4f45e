using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Describes the state machine of an execution as it was when the execution started.</summary>
internal sealed class DescribeStateMachineForExecution(IRevisions revisions, IExecutions executions, IDefinitions definitions) : IOperation
{
    private static readonly Constraints<DescribeStateMachineForExecutionRequest> Constraints = new Constraints<DescribeStateMachineForExecutionRequest>()
        .Arn("executionArn", r => r.ExecutionArn)
        .OneOf("includedData", r => r.IncludedData, IncludedData.Values);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DescribeStateMachineForExecution), Constraints, StepFunctionsJson.Wire.DescribeStateMachineForExecutionRequest, StepFunctionsJson.Wire.DescribeStateMachineForExecutionResponse, HandleAsync);

    private async ValueTask<DescribeStateMachineForExecutionResponse> HandleAsync(
        DescribeStateMachineForExecutionRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Execution(request.ExecutionArn!);
        var execution = await executions.DescribeAsync(arn.ToString(), cancellation) ?? throw Refusals.ExecutionDoesNotExist(arn.ToString());
        var machine = ArnArguments.OfExecution(execution.StateMachineArn);
        var revision = revisions.Find(machine.Unqualified.ToString(), execution.RevisionId) ?? throw Refusals.ExecutionDoesNotExist(arn.ToString());
        var withData = IncludedData.IsAll(request.IncludedData);
        return new(
            execution.StateMachineArn,
            machine.Name,
            withData ? execution.Definition ?? revision.Definition : null,
            revision.RoleArn,
            revision.CreatedAt,
            LoggingShape.Of(revision.Logging),
            new(revision.Tracing),
            execution.MapRunArn,
            machine.Label,
            revision.IsInitial ? null : revision.RevisionId,
            EncryptionShape.Of(revision.Encryption),
            withData ? definitions.VariableReferences(revision) : null);
    }
}

internal sealed record DescribeStateMachineForExecutionRequest(string? ExecutionArn, string? IncludedData);

internal sealed record DescribeStateMachineForExecutionResponse(
    string StateMachineArn,
    string Name,
    string? Definition,
    string RoleArn,
    DateTimeOffset UpdateDate,
    LoggingShape LoggingConfiguration,
    TracingShape TracingConfiguration,
    string? MapRunArn,
    string? Label,
    string? RevisionId,
    EncryptionShape? EncryptionConfiguration,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? VariableReferences);
