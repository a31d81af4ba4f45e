namespace StepFlow.Trigger.Handlers;

/// <summary><c>POST /trigger</c>: starts the flow and answers at once.</summary>
public sealed class StartHandler(IAmazonStepFunctions stepFunctions, StateMachines machines)
{
    private const string Machine = "flow";

    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var input = TriggerInput.Read(request);
        var started = await stepFunctions.StartExecutionAsync(new StartExecutionRequest
        {
            StateMachineArn = machines.Arn(Machine),
            Name = context.AwsRequestId, // a retry of this very event starts nothing twice
            Input = input,
        });
        return Answer.Started(new(
            started.ExecutionArn, Executions.Time(started.StartDate), Executions.StatusUrl(request, context.AwsRequestId, Machine)));
    }
}
