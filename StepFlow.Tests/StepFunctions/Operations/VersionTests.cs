using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class VersionTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    [Fact]
    public async Task A_revision_is_published_once_and_described_as_it_was()
    {
        var arn = await server.CreateAsync();
        var first = await server.CallAsync("PublishStateMachineVersion", new { stateMachineArn = arn, description = "first" });
        var again = await server.CallAsync("PublishStateMachineVersion", new { stateMachineArn = arn, revisionId = "INITIAL" });
        var update = await server.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = StepFunctionsServer.OtherPass, publish = true });
        var described = await server.CallAsync("DescribeStateMachine", new { stateMachineArn = $"{arn}:1" });

        Assert.Equal($"{arn}:1", first.Text("stateMachineVersionArn"));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal($"{arn}:2", update.Text("stateMachineVersionArn"));
        Assert.Equal((StepFunctionsServer.Pass, "first"), (described.Text("definition"), described.Text("description")));
    }

    [Fact]
    public async Task Publishing_a_revision_that_is_not_the_current_one_is_a_conflict()
    {
        var arn = await server.CreateAsync();

        Assert.Equal(
            "ConflictException: Failed to publish the State Machine version for revision r7. The current State Machine revision is INITIAL.",
            await server.RefusalAsync("PublishStateMachineVersion", new { stateMachineArn = arn, revisionId = "r7" }));
    }

    [Fact]
    public async Task A_version_keeps_running_its_own_revision()
    {
        var arn = await server.CreateAsync("""{"StartAt":"P","States":{"P":{"Type":"Pass","Result":1,"End":true}}}""", publish: true);
        await server.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = """{"StartAt":"P","States":{"P":{"Type":"Pass","Result":2,"End":true}}}""" });

        var versioned = await server.RunAsync($"{arn}:1");
        var current = await server.RunAsync(arn);

        Assert.Equal(("1", $"{arn}:1"), (versioned.Text("output"), versioned.Text("stateMachineVersionArn")));
        Assert.Equal("2", current.Text("output"));
        Assert.DoesNotContain("stateMachineVersionArn", current.Names());
        var listed = await server.CallAsync("ListExecutions", new { stateMachineArn = $"{arn}:1" });
        Assert.Equal([versioned.Text("executionArn")], listed.Texts("executions", "executionArn"));
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_in_pages()
    {
        var arn = await server.CreateAsync(publish: true);
        for (var i = 2; i <= 5; i++)
        {
            await server.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = StepFunctionsServer.Pass.Replace("P", $"P{i}", StringComparison.Ordinal).Replace($"P{i}ass", "Pass", StringComparison.Ordinal), publish = true });
        }

        await server.CallAsync("DeleteStateMachineVersion", new { stateMachineVersionArn = $"{arn}:4" });
        var first = await server.CallAsync("ListStateMachineVersions", new { stateMachineArn = arn, maxResults = 2 });
        var rest = await server.CallAsync("ListStateMachineVersions", new { stateMachineArn = arn, nextToken = first.Text("nextToken") });

        Assert.Equal([$"{arn}:5", $"{arn}:3"], first.Texts("stateMachineVersions", "stateMachineVersionArn"));
        Assert.Equal([$"{arn}:2", $"{arn}:1"], rest.Texts("stateMachineVersions", "stateMachineVersionArn"));
        Assert.DoesNotContain("nextToken", rest.Names());
    }

    [Fact]
    public async Task A_version_that_an_alias_routes_to_cannot_be_deleted()
    {
        var arn = await server.CreateAsync(publish: true);
        await server.CallAsync("CreateStateMachineAlias", new { name = "PROD", routingConfiguration = new[] { new { stateMachineVersionArn = $"{arn}:1", weight = 100 } } });

        Assert.Equal(
            "ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [PROD]",
            await server.RefusalAsync("DeleteStateMachineVersion", new { stateMachineVersionArn = $"{arn}:1" }));
    }
}
