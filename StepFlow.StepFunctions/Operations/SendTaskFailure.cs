using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Ends a task with an error.</summary>
internal sealed class SendTaskFailure(IExecutions executions) : IOperation
{
    private static readonly Constraints<SendTaskFailureRequest> Constraints = new Constraints<SendTaskFailureRequest>()
        .Text("taskToken", r => r.TaskToken, 1, 2048, required: true)
        .Text("error", r => r.Error, 0, 256, sensitive: true)
        .Text("cause", r => r.Cause, 0, 32768, sensitive: true);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(SendTaskFailure), Constraints, StepFunctionsJson.Wire.SendTaskFailureRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private async ValueTask<Nothing> HandleAsync(SendTaskFailureRequest request, AwsCall call, CancellationToken cancellation)
    {
        var report = new TaskReport.Failure(request.Error, request.Cause) { Trace = call.Trace };
        TaskTokens.EnsureAccepted(await executions.ReportTaskAsync(request.TaskToken!, report, cancellation));
        return Nothing.Instance;
    }
}

internal sealed record SendTaskFailureRequest(string? TaskToken, string? Error, string? Cause);
