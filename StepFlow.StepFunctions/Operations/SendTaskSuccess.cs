using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Ends a task with its output.</summary>
internal sealed class SendTaskSuccess(IExecutions executions) : IOperation
{
    private static readonly Constraints<SendTaskSuccessRequest> Constraints = new Constraints<SendTaskSuccessRequest>()
        .Text("taskToken", r => r.TaskToken, 1, 2048, required: true)
        .Data("output", r => r.Output, 262144, required: true);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(SendTaskSuccess), Constraints, StepFunctionsJson.Wire.SendTaskSuccessRequest, StepFunctionsJson.Wire.Nothing, HandleAsync);

    private async ValueTask<Nothing> HandleAsync(SendTaskSuccessRequest request, AwsCall call, CancellationToken cancellation)
    {
        if (!Running.TaskTokens.TryRead(request.TaskToken!, out _, out _))
        {
            TaskTokens.EnsureAccepted(TaskTokenAnswer.Invalid); // before the output is looked at, as recorded
        }

        var report = new TaskReport.Success(UserJson.Read(request.Output!, Refusals.InvalidOutput), request.Output!) { Trace = call.Trace };
        TaskTokens.EnsureAccepted(await executions.ReportTaskAsync(request.TaskToken!, report, cancellation));
        return Nothing.Instance;
    }
}

internal sealed record SendTaskSuccessRequest(string? TaskToken, string? Output);
