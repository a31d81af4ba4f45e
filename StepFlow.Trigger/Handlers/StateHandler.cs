namespace StepFlow.Trigger.Handlers;

/// <summary>
/// <c>POST /states/{name}</c>: runs one of the small machines and answers its result; one that takes long, or waits for
/// somebody's word, is answered with where to look and what to say.
/// </summary>
public sealed class StateHandler(IAmazonStepFunctions stepFunctions, StateMachines machines, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // Enough to answer before this function's own time is over.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var machine = Uri.UnescapeDataString(request.PathParameters?["name"] ?? "");
        if (machines.Find(machine) is not { } arn)
        {
            return Answer.Problem(404, $"There is no machine '{machine}'; there are {string.Join(", ", machines.Names)}.");
        }

        var input = TriggerInput.ReadAny(request);
        var started = await stepFunctions.StartExecutionAsync(new StartExecutionRequest
        {
            StateMachineArn = arn,
            Name = context.AwsRequestId,
            Input = input,
        });
        var view = new StartedView(
            started.ExecutionArn, Executions.Time(started.StartDate), Executions.StatusUrl(request, context.AwsRequestId, machine));
        return await WaitAsync(view, context);
    }

    private async Task<APIGatewayProxyResponse> WaitAsync(StartedView started, ILambdaContext context)
    {
        var until = time.GetUtcNow() + Min(LongestWait, context.RemainingTime - Reserve);
        var callback = new CallbackTask(stepFunctions, started.ExecutionArn!);
        for (var pause = FirstPause; ; pause = Min(pause * 2, LongestPause))
        {
            var execution = await stepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = started.ExecutionArn });
            if (execution.Status == ExecutionStatus.SUCCEEDED)
            {
                return Answer.Output(execution.Output);
            }

            if (execution.Status != ExecutionStatus.RUNNING)
            {
                return Answer.Failed(execution.Error ?? execution.Status?.Value, execution.Cause);
            }

            if (await callback.FindTokenAsync() is { } token)
            {
                return Answer.Started(started with { TaskToken = token, Command = CallbackTask.SuccessCommand(token) });
            }

            if (time.GetUtcNow() + pause > until)
            {
                return Answer.Started(started);
            }

            await Task.Delay(pause, time);
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
