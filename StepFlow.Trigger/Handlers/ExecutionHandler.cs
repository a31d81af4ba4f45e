using System.Text.Json;

namespace StepFlow.Trigger.Handlers;

/// <summary><c>GET /executions/{name}</c>: how an execution is doing.</summary>
public sealed class ExecutionHandler(IAmazonStepFunctions stepFunctions, StateMachines machines)
{
    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var name = Uri.UnescapeDataString(request.PathParameters?["name"] ?? "");
        var machine = request.QueryStringParameters?.TryGetValue(Executions.MachineParameter, out var given) is true ? given : "flow";
        if (machines.Find(machine) is not { } machineArn)
        {
            return Answer.Problem(404, $"There is no state machine '{machine}'.");
        }

        try
        {
            var execution = await stepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = Executions.Arn(machineArn, name) });
            return Answer.Execution(new(
                execution.ExecutionArn,
                execution.Name,
                execution.Status?.Value,
                Executions.Time(execution.StartDate),
                Executions.Time(execution.StopDate),
                Json(execution.Input),
                Json(execution.Output),
                execution.Error,
                execution.Cause));
        }
        catch (Exception e) when (e is ExecutionDoesNotExistException or InvalidArnException)
        {
            return Answer.Problem(404, $"There is no execution '{name}' of state machine '{machine}'.");
        }
    }

    private static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}
