using System.Text.Json;
using StepFlow.Tests.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.Clients;

/// <summary>Every command of <c>aws stepfunctions</c>.</summary>
public sealed class AwsCliTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    private const string Retried = """{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"E","Cause":"C"}}}""";
    private const string MapRun = """
        {"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{
          "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":2,"End":true}}},"End":true}}}
        """;

    private readonly ClientProgram _aws = ClientProgram.Require("aws");
    private readonly HashSet<string> _used = [];

    [Fact]
    public async Task Every_command_of_the_cli_is_answered()
    {
        var machine = await StateMachinesAsync();
        await VersionsAndAliasesAsync(machine);
        await ExecutionsAsync(machine);
        await ActivitiesAsync();
        await MapRunsAsync();
        await StateTestsAsync();

        Assert.Equal(37, _used.Count);
    }

    [Fact]
    public async Task Refusals_reach_the_user()
    {
        var (code, _, errors) = await _aws.TryRunAsync(
            server.Address, null, "stepfunctions", "describe-state-machine", "--state-machine-arn", StepFunctionsServer.Arn("stateMachine", "none"));

        Assert.NotEqual(0, code);
        Assert.Contains("(StateMachineDoesNotExist) when calling the DescribeStateMachine operation: State Machine Does Not Exist: ", errors, StringComparison.Ordinal);
    }

    private async Task<string> StateMachinesAsync()
    {
        var arn = (await RunAsync("create-state-machine", "--name", "cli", "--definition", StepFunctionsServer.Pass, "--role-arn", StepFunctionsServer.Role))
            .Text("stateMachineArn");
        Assert.Equal(StepFunctionsServer.Pass, (await RunAsync("describe-state-machine", "--state-machine-arn", arn)).Text("definition"));
        Assert.Contains("cli", (await RunAsync("list-state-machines")).Texts("stateMachines", "name"));
        await RunAsync("update-state-machine", "--state-machine-arn", arn, "--definition", StepFunctionsServer.OtherPass);
        Assert.Equal("OK", (await RunAsync("validate-state-machine-definition", "--definition", StepFunctionsServer.Pass)).Text("result"));
        await RunAsync("tag-resource", "--resource-arn", arn, "--tags", "key=a,value=b", "key=c,value=d");
        await RunAsync("untag-resource", "--resource-arn", arn, "--tag-keys", "c");
        Assert.Equal(["a"], (await RunAsync("list-tags-for-resource", "--resource-arn", arn)).Texts("tags", "key"));
        return arn;
    }

    private async Task VersionsAndAliasesAsync(string machine)
    {
        var version = (await RunAsync("publish-state-machine-version", "--state-machine-arn", machine)).Text("stateMachineVersionArn");
        Assert.Equal([version], (await RunAsync("list-state-machine-versions", "--state-machine-arn", machine)).Texts("stateMachineVersions", "stateMachineVersionArn"));
        var alias = (await RunAsync("create-state-machine-alias", "--name", "PROD", "--routing-configuration", $"stateMachineVersionArn={version},weight=100"))
            .Text("stateMachineAliasArn");
        await RunAsync("update-state-machine-alias", "--state-machine-alias-arn", alias, "--description", "live");
        Assert.Equal("live", (await RunAsync("describe-state-machine-alias", "--state-machine-alias-arn", alias)).Text("description"));
        Assert.Equal([alias], (await RunAsync("list-state-machine-aliases", "--state-machine-arn", machine)).Texts("stateMachineAliases", "stateMachineAliasArn"));
        await RunAsync("delete-state-machine-alias", "--state-machine-alias-arn", alias);
        await RunAsync("delete-state-machine-version", "--state-machine-version-arn", version);
    }

    private async Task ExecutionsAsync(string machine)
    {
        var execution = (await RunAsync("start-execution", "--state-machine-arn", machine, "--name", "run", "--input", """{"a":1}""")).Text("executionArn");
        await server.EndAsync(execution);
        Assert.Equal("""{"a":1}""", (await RunAsync("describe-execution", "--execution-arn", execution)).Text("output"));
        Assert.Equal(["run"], (await RunAsync("list-executions", "--state-machine-arn", machine)).Texts("executions", "name"));
        Assert.Equal(4, (await RunAsync("get-execution-history", "--execution-arn", execution)).GetProperty("events").GetArrayLength());
        await RunAsync("describe-state-machine-for-execution", "--execution-arn", execution);

        var waiting = await server.CreateAsync(StepFunctionsServer.Wait);
        var stopped = (await RunAsync("start-execution", "--state-machine-arn", waiting)).Text("executionArn");
        await RunAsync("stop-execution", "--execution-arn", stopped, "--error", "E");
        Assert.Equal("ABORTED", (await server.EndAsync(stopped)).Text("status"));

        var failed = (await server.RunAsync(await server.CreateAsync(Retried))).Text("executionArn");
        await RunAsync("redrive-execution", "--execution-arn", failed);

        var express = await server.CreateAsync(type: "EXPRESS");
        Assert.Equal("SUCCEEDED", (await RunAsync("start-sync-execution", "--state-machine-arn", express)).Text("status"));
        await RunAsync("delete-state-machine", "--state-machine-arn", machine);
    }

    private async Task ActivitiesAsync()
    {
        var activity = (await RunAsync("create-activity", "--name", "cli-activity")).Text("activityArn");
        Assert.Equal("cli-activity", (await RunAsync("describe-activity", "--activity-arn", activity)).Text("name"));
        Assert.Contains("cli-activity", (await RunAsync("list-activities")).Texts("activities", "name"));

        var machine = await server.CreateAsync(StepFunctionsServer.TaskOf(activity));
        var (first, second) = (await StartAsync(machine), await StartAsync(machine));
        var token = (await RunAsync("get-activity-task", "--activity-arn", activity)).Text("taskToken");
        await RunAsync("send-task-heartbeat", "--task-token", token);
        await RunAsync("send-task-success", "--task-token", token, "--task-output", "1");
        token = (await RunAsync("get-activity-task", "--activity-arn", activity)).Text("taskToken");
        await RunAsync("send-task-failure", "--task-token", token, "--error", "E");

        Assert.Equal(["FAILED", "SUCCEEDED"], new[] { (await server.EndAsync(first)).Text("status"), (await server.EndAsync(second)).Text("status") }.Order());
        await RunAsync("delete-activity", "--activity-arn", activity);
    }

    private async Task MapRunsAsync()
    {
        var execution = await StartAsync(await server.CreateAsync(MapRun), "[1]");
        JsonElement runs;
        do
        {
            runs = await RunAsync("list-map-runs", "--execution-arn", execution);
        }
        while (runs.GetProperty("mapRuns").GetArrayLength() is 0);

        var arn = runs.Texts("mapRuns", "mapRunArn").Single();
        await RunAsync("describe-map-run", "--map-run-arn", arn);
        var (code, _, errors) = await _aws.TryRunAsync(server.Address, null, "stepfunctions", "update-map-run", "--map-run-arn", arn, "--max-concurrency", "1");
        Assert.True(code is 0 || errors.Contains("ValidationException", StringComparison.Ordinal), errors); // it may have ended by now
        _used.Add("update-map-run");
    }

    private async Task StateTestsAsync()
    {
        var tested = await RunAsync("test-state", "--definition", """{"Type":"Pass","Result":1,"End":true}""", "--role-arn", StepFunctionsServer.Role, "--input", "{}");
        Assert.Equal(("SUCCEEDED", "1"), (tested.Text("status"), tested.Text("output")));
    }

    private async Task<string> StartAsync(string machine, string input = "{}") =>
        (await server.CallAsync("StartExecution", new { stateMachineArn = machine, input })).Text("executionArn");

    private async Task<JsonElement> RunAsync(string command, params string[] arguments)
    {
        _used.Add(command);
        var output = await _aws.RunAsync(server.Address, null, ["stepfunctions", command, .. arguments]);
        return string.IsNullOrWhiteSpace(output) ? default : JsonElement.Parse(output);
    }
}
