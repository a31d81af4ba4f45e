using System.Text.Json.Serialization;
using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Runs an Express execution and answers its end.</summary>
internal sealed class StartSyncExecution(StateMachines machines, IExecutions executions, IdSource ids) : IOperation
{
    private const int BilledMemory = 64;
    private const int BillingStep = 100;

    private static readonly Constraints<StartSyncExecutionRequest> Constraints = new Constraints<StartSyncExecutionRequest>()
        .Arn("stateMachineArn", r => r.StateMachineArn)
        .Text("name", r => r.Name, 1, 80)
        .Data("input", r => r.Input, 262144)
        .Text("traceHeader", r => r.TraceHeader, 0, 256, pattern: TraceHeaders.Pattern)
        .OneOf("includedData", r => r.IncludedData, IncludedData.Values);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(StartSyncExecution), Constraints, StepFunctionsJson.Wire.StartSyncExecutionRequest, StepFunctionsJson.Wire.StartSyncExecutionResponse, HandleAsync);

    private async ValueTask<StartSyncExecutionResponse> HandleAsync(StartSyncExecutionRequest request, AwsCall call, CancellationToken cancellation)
    {
        var target = ExecutionTarget.Resolve(machines, ids, request.StateMachineArn!);
        if (target.Revision.Type is not StateMachineType.Express)
        {
            throw Refusals.StateMachineTypeNotSupported();
        }

        var start = target.ToStart(request.Name, request.Input, request.TraceHeader, call.Trace, ids);
        var ended = await executions.StartSyncAsync(start, cancellation);
        var withData = IncludedData.IsAll(request.IncludedData);
        var details = withData ? DataDetails.Yes : DataDetails.No;
        return new(
            ended.ExecutionArn,
            ended.StateMachineArn,
            ended.Name,
            ended.StartDate,
            ended.StopDate!.Value,
            ended.Status.ToWire(),
            ended.Error,
            ended.Cause,
            withData ? ended.Input : null,
            details,
            withData ? ended.Output : null,
            details, // for a failed execution too
            request.TraceHeader,
            Bill(ended.StopDate.Value - ended.StartDate));
    }

    private static BillingDetails Bill(TimeSpan duration) =>
        new(BilledMemory, Math.Max(1, (long)Math.Ceiling(duration.TotalMilliseconds / BillingStep)) * BillingStep);
}

internal sealed record StartSyncExecutionRequest(
    string? StateMachineArn, string? Name, string? Input, string? TraceHeader, string? IncludedData);

internal sealed record StartSyncExecutionResponse(
    string ExecutionArn,
    string StateMachineArn,
    string Name,
    DateTimeOffset StartDate,
    DateTimeOffset StopDate,
    string Status,
    string? Error,
    string? Cause,
    string? Input,
    DataDetails InputDetails,
    string? Output,
    DataDetails? OutputDetails,
    string? TraceHeader,
    BillingDetails BillingDetails);

internal sealed record BillingDetails(
    [property: JsonPropertyName("billedMemoryUsedInMB")] long BilledMemoryUsedInMB, long BilledDurationInMilliseconds);
