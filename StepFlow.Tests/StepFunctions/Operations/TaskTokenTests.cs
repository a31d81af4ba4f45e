using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class TaskTokenTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    [Fact]
    public async Task A_token_that_is_none_is_refused()
    {
        const string refusal = "InvalidToken: Invalid Token: 'Invalid token'";

        Assert.Equal(refusal, await server.RefusalAsync("SendTaskSuccess", new { taskToken = "t", output = "{}" }));
        Assert.Equal(refusal, await server.RefusalAsync("SendTaskFailure", new { taskToken = "t" }));
        Assert.Equal(refusal, await server.RefusalAsync("SendTaskHeartbeat", new { taskToken = "t" }));
    }

    [Fact]
    public async Task A_token_is_good_until_its_task_has_ended()
    {
        var (token, execution) = await StartAsync();
        Assert.Equal(
            "InvalidOutput: Invalid Output: 'Unrecognized token 'nonsense': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
            await server.RefusalAsync("SendTaskSuccess", new { taskToken = token, output = "nonsense" }));

        await server.CallAsync("SendTaskFailure", new { taskToken = token, error = "Boom", cause = "why" });
        var ended = await server.EndAsync(execution);

        Assert.Equal(("FAILED", "Boom", "why"), (ended.Text("status"), ended.Text("error"), ended.Text("cause")));
        Assert.Equal(
            "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
            await server.RefusalAsync("SendTaskHeartbeat", new { taskToken = token }));
    }

    private async Task<(string Token, string ExecutionArn)> StartAsync()
    {
        var activity = (await server.CallAsync("CreateActivity", new { name = server.NewName("act") })).Text("activityArn");
        var machine = await server.CreateAsync(StepFunctionsServer.TaskOf(activity));
        var started = await server.CallAsync("StartExecution", new { stateMachineArn = machine });
        var task = await server.CallAsync("GetActivityTask", new { activityArn = activity });
        return (task.Text("taskToken"), started.Text("executionArn"));
    }
}
