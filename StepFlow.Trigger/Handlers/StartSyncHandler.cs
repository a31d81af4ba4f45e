namespace StepFlow.Trigger.Handlers;

/// <summary><c>POST /trigger/sync</c>: runs the same flow as an Express execution and answers its output.</summary>
public sealed class StartSyncHandler(IAmazonStepFunctions stepFunctions, StateMachines machines)
{
    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var input = TriggerInput.Read(request);
        var ended = await stepFunctions.StartSyncExecutionAsync(new StartSyncExecutionRequest
        {
            StateMachineArn = machines.Arn("flow-express"),
            Name = context.AwsRequestId,
            Input = input,
        });
        return ended.Status == SyncExecutionStatus.SUCCEEDED ? Answer.Output(ended.Output)
            : Answer.Failed(ended.Error ?? (ended.Status == SyncExecutionStatus.TIMED_OUT ? "States.Timeout" : null), ended.Cause);
    }
}
