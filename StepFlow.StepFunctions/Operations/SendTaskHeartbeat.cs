using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Says that the work on a task goes on.</summary>
internal sealed class SendTaskHeartbeat(IExecutions executions) : IOperation
{
    private static readonly Constraints<SendTaskHeartbeatRequest> Constraints = new Constraints<SendTaskHeartbeatRequest>()
        .Text("taskToken", r => r.TaskToken, 1, 2048, required: true);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(SendTaskHeartbeat), Constraints, StepFunctionsJson.Wire.SendTaskHeartbeatRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private async ValueTask<Nothing> HandleAsync(SendTaskHeartbeatRequest request, AwsCall call, CancellationToken cancellation)
    {
        var report = TaskReport.Heartbeat.Instance with { Trace = call.Trace };
        TaskTokens.EnsureAccepted(await executions.ReportTaskAsync(request.TaskToken!, report, cancellation));
        return Nothing.Instance;
    }
}

internal sealed record SendTaskHeartbeatRequest(string? TaskToken);
