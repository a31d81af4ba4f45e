using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Describes an execution.</summary>
internal sealed class DescribeExecution(IExecutions executions) : IOperation
{
    private static readonly Constraints<DescribeExecutionRequest> Constraints = new Constraints<DescribeExecutionRequest>()
        .Arn("executionArn", r => r.ExecutionArn)
        .OneOf("includedData", r => r.IncludedData, IncludedData.Values);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(DescribeExecution), Constraints, StepFunctionsJson.Wire.DescribeExecutionRequest, StepFunctionsJson.Wire.DescribeExecutionResponse, HandleAsync);

    private async ValueTask<DescribeExecutionResponse> HandleAsync(DescribeExecutionRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Execution(request.ExecutionArn!).ToString();
        var execution = await executions.DescribeAsync(arn, cancellation) ?? throw Refusals.ExecutionDoesNotExist(arn);
        var withData = IncludedData.IsAll(request.IncludedData);
        var details = withData ? DataDetails.Yes : DataDetails.No;
        return new(
            execution.ExecutionArn,
            execution.StateMachineArn,
            execution.Name,
            execution.Status.ToWire(),
            execution.StartDate,
            execution.StopDate,
            withData ? execution.Input : null,
            details,
            withData ? execution.Output : null,
            execution.Output is null ? null : details,
            execution.TraceHeader,
            execution.MapRunArn,
            withData ? execution.Error : null,
            withData ? execution.Cause : null,
            execution.StateMachineVersionArn,
            execution.StateMachineAliasArn,
            execution.RedriveCount,
            execution.RedriveDate,
            execution.RedriveStatus.ToWire(),
            execution.RedriveStatusReason);
    }
}

internal sealed record DescribeExecutionRequest(string? ExecutionArn, string? IncludedData);

internal sealed record DescribeExecutionResponse(
    string ExecutionArn,
    string StateMachineArn,
    string Name,
    string Status,
    DateTimeOffset StartDate,
    DateTimeOffset? StopDate,
    string? Input,
    DataDetails InputDetails,
    string? Output,
    DataDetails? OutputDetails,
    string? TraceHeader,
    string? MapRunArn,
    string? Error,
    string? Cause,
    string? StateMachineVersionArn,
    string? StateMachineAliasArn,
    int RedriveCount,
    DateTimeOffset? RedriveDate,
    string RedriveStatus,
    string? RedriveStatusReason);
