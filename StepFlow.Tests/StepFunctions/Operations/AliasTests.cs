using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class AliasTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    [Fact]
    public async Task An_alias_is_created_once_described_changed_and_deleted()
    {
        var arn = await server.CreateAsync(publish: true);
        await server.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = StepFunctionsServer.OtherPass, publish = true });
        var first = await server.CallAsync("CreateStateMachineAlias", new { name = "PROD", routingConfiguration = Routes((arn, 1, 100)) });
        var again = await server.CallAsync("CreateStateMachineAlias", new { name = "PROD", routingConfiguration = Routes((arn, 1, 100)) });
        await server.CallAsync("UpdateStateMachineAlias", new { stateMachineAliasArn = $"{arn}:PROD", description = "live", routingConfiguration = Routes((arn, 1, 10), (arn, 2, 90)) });
        var described = await server.CallAsync("DescribeStateMachineAlias", new { stateMachineAliasArn = $"{arn}:PROD" });

        Assert.Equal($"{arn}:PROD", first.Text("stateMachineAliasArn"));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(("PROD", "live"), (described.Text("name"), described.Text("description")));
        Assert.Equal([10, 90], described.GetProperty("routingConfiguration").EnumerateArray().Select(r => r.GetProperty("weight").GetInt32()));

        await server.CallAsync("DeleteStateMachineAlias", new { stateMachineAliasArn = $"{arn}:PROD" });
        Assert.Equal(
            "ResourceNotFound: Request references a resource that does not exist.",
            await server.RefusalAsync("DescribeStateMachineAlias", new { stateMachineAliasArn = $"{arn}:PROD" }));
    }

    [Fact]
    public async Task An_execution_of_an_alias_remembers_both_alias_and_version()
    {
        var arn = await server.CreateAsync(publish: true);
        await server.CallAsync("CreateStateMachineAlias", new { name = "PROD", routingConfiguration = Routes((arn, 1, 100)) });

        var execution = await server.RunAsync($"{arn}:PROD");
        var listed = await server.CallAsync("ListExecutions", new { stateMachineArn = $"{arn}:PROD" });

        Assert.Equal((arn, $"{arn}:PROD", $"{arn}:1"), (execution.Text("stateMachineArn"), execution.Text("stateMachineAliasArn"), execution.Text("stateMachineVersionArn")));
        Assert.Equal([execution.Text("executionArn")], listed.Texts("executions", "executionArn"));
    }

    [Fact]
    public async Task Aliases_of_a_version_are_those_that_route_to_it()
    {
        var arn = await server.CreateAsync(publish: true);
        await server.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = StepFunctionsServer.OtherPass, publish = true });
        await server.CallAsync("CreateStateMachineAlias", new { name = "B", routingConfiguration = Routes((arn, 1, 50), (arn, 2, 50)) });
        await server.CallAsync("CreateStateMachineAlias", new { name = "A", routingConfiguration = Routes((arn, 2, 100)) });

        var all = await server.CallAsync("ListStateMachineAliases", new { stateMachineArn = arn });
        var first = await server.CallAsync("ListStateMachineAliases", new { stateMachineArn = $"{arn}:1" });

        Assert.Equal([$"{arn}:A", $"{arn}:B"], all.Texts("stateMachineAliases", "stateMachineAliasArn"));
        Assert.Equal([$"{arn}:B"], first.Texts("stateMachineAliases", "stateMachineAliasArn"));
    }

    [Fact]
    public async Task Wrong_routes_are_refused()
    {
        var arn = await server.CreateAsync(publish: true);
        Task<string> RefusalAsync(object routes) => server.RefusalAsync("CreateStateMachineAlias", new { name = "PROD", routingConfiguration = routes });

        Assert.Equal(
            "ValidationException: Sum of routing configuration weights must equal 100. Received: [60]",
            await RefusalAsync(Routes((arn, 1, 60))));
        Assert.Equal(
            $"ValidationException: Routing configuration must contain distinct state machine version ARNs. Received: [{arn}:1, {arn}:1]",
            await RefusalAsync(Routes((arn, 1, 60), (arn, 1, 40))));
        Assert.Equal(
            $"ValidationException: Routing configuration must contain state machine version ARNs. Received: [{arn}:9]",
            await RefusalAsync(Routes((arn, 9, 100))));
        Assert.Equal(
            $"ValidationException: 1 validation error detected: Value '[RoutingConfigurationListItem(stateMachineVersionArn={arn}:1, weight=40), "
            + $"RoutingConfigurationListItem(stateMachineVersionArn={arn}:2, weight=30), RoutingConfigurationListItem(stateMachineVersionArn={arn}:3, weight=30)]' "
            + "at 'routingConfiguration' failed to satisfy constraint: Member must have length less than or equal to 2",
            await RefusalAsync(Routes((arn, 1, 40), (arn, 2, 30), (arn, 3, 30))));
        Assert.Equal(
            "ValidationException: 1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
            await RefusalAsync(Routes((arn, 1, 101))));
    }

    private static object[] Routes(params (string Arn, int Version, int Weight)[] routes) =>
        [.. routes.Select(r => new { stateMachineVersionArn = $"{r.Arn}:{r.Version}", weight = r.Weight })];
}
