using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Waits up to a minute for a task of an activity; an empty answer says that none came.</summary>
internal sealed class GetActivityTask(Activities activities, IExecutions executions) : IOperation
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private static readonly Constraints<GetActivityTaskRequest> Constraints = new Constraints<GetActivityTaskRequest>()
        .Arn("activityArn", r => r.ActivityArn)
        .Text("workerName", r => r.WorkerName, 1, 80);

    public void AddTo(OperationTable table) =>
        table.Add(nameof(GetActivityTask), Constraints, StepFunctionsJson.Wire.GetActivityTaskRequest, StepFunctionsJson.Wire.GetActivityTaskResponse, HandleAsync);

    private async ValueTask<GetActivityTaskResponse> HandleAsync(GetActivityTaskRequest request, AwsCall call, CancellationToken cancellation)
    {
        var arn = ArnArguments.Activity(request.ActivityArn!).ToString();
        if (activities.Find(arn) is null)
        {
            throw Refusals.ActivityDoesNotExist(arn);
        }

        var task = await executions.TakeActivityTaskAsync(arn, request.WorkerName, LongestWait, cancellation);
        return new(task?.TaskToken, task?.Input);
    }
}

internal sealed record GetActivityTaskRequest(string? ActivityArn, string? WorkerName);

internal sealed record GetActivityTaskResponse(string? TaskToken, string? Input);
