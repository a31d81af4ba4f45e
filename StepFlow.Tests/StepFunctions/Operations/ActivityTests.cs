using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class ActivityTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    [Fact]
    public async Task An_activity_is_created_once_described_listed_and_deleted()
    {
        var name = server.NewName("act");
        var first = await server.CallAsync("CreateActivity", new { name });
        var again = await server.CallAsync("CreateActivity", new { name });
        var described = await server.CallAsync("DescribeActivity", new { activityArn = first.Text("activityArn") });
        var listed = await server.CallAsync("ListActivities", new { });

        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(name, described.Text("name"));
        Assert.Contains(name, listed.Texts("activities", "name"));

        await server.CallAsync("DeleteActivity", new { activityArn = first.Text("activityArn") });
        await server.CallAsync("DeleteActivity", new { activityArn = first.Text("activityArn") });
        Assert.Equal(
            $"ActivityDoesNotExist: Activity Does Not Exist: '{first.Text("activityArn")}'",
            await server.RefusalAsync("DescribeActivity", new { activityArn = first.Text("activityArn") }));
    }

    [Fact]
    public async Task A_worker_gets_the_task_of_an_execution_and_ends_it()
    {
        var activity = (await server.CallAsync("CreateActivity", new { name = server.NewName("act") })).Text("activityArn");
        var machine = await server.CreateAsync(StepFunctionsServer.TaskOf(activity));
        var started = await server.CallAsync("StartExecution", new { stateMachineArn = machine, input = """{"n":1}""" });

        var task = await server.CallAsync("GetActivityTask", new { activityArn = activity, workerName = "w" });
        await server.CallAsync("SendTaskHeartbeat", new { taskToken = task.Text("taskToken") });
        await server.CallAsync("SendTaskSuccess", new { taskToken = task.Text("taskToken"), output = "42" });
        var ended = await server.EndAsync(started.Text("executionArn"));

        Assert.Equal("""{"n":1}""", task.Text("input"));
        Assert.Equal(("SUCCEEDED", "42"), (ended.Text("status"), ended.Text("output")));
    }

    [Fact]
    public async Task A_task_of_an_activity_that_was_deleted_fails_its_execution()
    {
        var activity = (await server.CallAsync("CreateActivity", new { name = server.NewName("act") })).Text("activityArn");
        var machine = await server.CreateAsync(StepFunctionsServer.TaskOf(activity));
        await server.CallAsync("DeleteActivity", new { activityArn = activity });

        var ended = await server.RunAsync(machine);

        Assert.Equal(("FAILED", "States.Runtime", $"The activity {activity} does not exist."), (ended.Text("status"), ended.Text("error"), ended.Text("cause")));
        var history = await server.CallAsync("GetExecutionHistory", new { executionArn = ended.Text("executionArn") });
        Assert.Equal(["ExecutionStarted", "TaskStateEntered", "ExecutionFailed"], history.Texts("events", "type"));
    }

    [Fact]
    public async Task Polling_for_no_activity_is_refused() => Assert.Equal(
        $"ActivityDoesNotExist: Activity Does Not Exist: '{StepFunctionsServer.Arn("activity", "none")}'",
        await server.RefusalAsync("GetActivityTask", new { activityArn = StepFunctionsServer.Arn("activity", "none") }));
}
