using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class StateMachineOperationTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    [Fact]
    public async Task A_new_state_machine_is_described_with_its_defaults()
    {
        var arn = await server.CreateAsync();

        var described = await server.CallAsync("DescribeStateMachine", new { stateMachineArn = arn });

        Assert.Equal(
            ["stateMachineArn", "name", "status", "definition", "roleArn", "type", "creationDate", "loggingConfiguration", "tracingConfiguration"],
            described.Names());
        Assert.Equal(("ACTIVE", "STANDARD", StepFunctionsServer.Pass), (described.Text("status"), described.Text("type"), described.Text("definition")));
        Assert.Equal("""{"level":"OFF","includeExecutionData":false}""", described.GetProperty("loggingConfiguration").GetRawText());
        Assert.Equal("""{"enabled":false}""", described.GetProperty("tracingConfiguration").GetRawText());
    }

    [Fact]
    public async Task Creating_the_same_again_answers_the_first_and_keeps_its_role_and_tags()
    {
        var name = server.NewName();
        var first = await server.CallAsync("CreateStateMachine", new { name, definition = StepFunctionsServer.Pass, roleArn = StepFunctionsServer.Role });
        var again = await server.CallAsync("CreateStateMachine", new
        {
            name,
            definition = StepFunctionsServer.Pass,
            roleArn = StepFunctionsServer.Role + "2",
            tags = new[] { new { key = "a", value = "b" } },
        });

        Assert.Equal(first.GetRawText(), again.GetRawText());
        var described = await server.CallAsync("DescribeStateMachine", new { stateMachineArn = first.Text("stateMachineArn") });
        Assert.Equal(StepFunctionsServer.Role, described.Text("roleArn"));
    }

    [Theory]
    [InlineData("role")]
    [InlineData("arn:aws:iam::123456789012:user/u")]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine:m")]
    public async Task What_is_no_ARN_of_a_role_is_refused(string roleArn)
    {
        Assert.Equal(
            $"InvalidArn: Invalid Role Arn: '{roleArn}'",
            await server.RefusalAsync("CreateStateMachine", new { name = server.NewName(), definition = StepFunctionsServer.Pass, roleArn }));
        Assert.Equal(
            $"InvalidArn: Invalid Role Arn: '{roleArn}'",
            await server.RefusalAsync("UpdateStateMachine", new { stateMachineArn = await server.CreateAsync(), roleArn }));
    }

    [Fact]
    public async Task Another_definition_under_the_same_name_is_refused()
    {
        var name = server.NewName();
        await server.CreateAsync(name: name);

        var refusal = await server.RefusalAsync("CreateStateMachine", new { name, definition = StepFunctionsServer.OtherPass, roleArn = StepFunctionsServer.Role });

        Assert.Equal($"StateMachineAlreadyExists: State Machine Already Exists: '{StepFunctionsServer.Arn("stateMachine", name)}'", refusal);
    }

    [Fact]
    public async Task An_update_makes_a_revision_and_one_that_changes_nothing_makes_none()
    {
        var arn = await server.CreateAsync();
        var changed = await server.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = StepFunctionsServer.OtherPass });
        var same = await server.CallAsync("UpdateStateMachine", new { stateMachineArn = arn, definition = StepFunctionsServer.OtherPass });
        var described = await server.CallAsync("DescribeStateMachine", new { stateMachineArn = arn });

        Assert.Equal(changed.Text("revisionId"), described.Text("revisionId"));
        Assert.Equal(["updateDate"], same.Names());
        Assert.Equal(StepFunctionsServer.OtherPass, described.Text("definition"));
    }

    [Fact]
    public async Task An_update_without_anything_to_update_is_refused()
    {
        var arn = await server.CreateAsync();

        Assert.Equal(
            "MissingRequiredParameter: Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
            await server.RefusalAsync("UpdateStateMachine", new { stateMachineArn = arn }));
    }

    [Fact]
    public async Task Configurations_are_kept_and_answered()
    {
        var name = server.NewName();
        var logGroup = new { cloudWatchLogsLogGroup = new { logGroupArn = "arn:aws:logs:us-east-1:123456789012:log-group:g:*" } };
        await server.CallAsync("CreateStateMachine", new
        {
            name,
            definition = StepFunctionsServer.Pass,
            roleArn = StepFunctionsServer.Role,
            loggingConfiguration = new { level = "ERROR", includeExecutionData = true, destinations = new[] { logGroup } },
            tracingConfiguration = new { enabled = true },
            encryptionConfiguration = new { type = "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId = "alias/k" },
        });

        var described = await server.CallAsync("DescribeStateMachine", new { stateMachineArn = StepFunctionsServer.Arn("stateMachine", name) });

        Assert.Equal("ERROR", described.GetProperty("loggingConfiguration").Text("level"));
        Assert.Single(described.GetProperty("loggingConfiguration").GetProperty("destinations").EnumerateArray());
        Assert.True(described.GetProperty("tracingConfiguration").GetProperty("enabled").GetBoolean());
        Assert.Equal("""{"kmsKeyId":"alias/k","kmsDataKeyReusePeriodSeconds":300,"type":"CUSTOMER_MANAGED_KMS_KEY"}""", described.GetProperty("encryptionConfiguration").GetRawText());
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\u0085b")]
    [InlineData("a{b}")]
    public async Task Names_with_forbidden_characters_are_refused(string name) => Assert.Equal(
        $"InvalidName: Invalid Name: '{name}'",
        await server.RefusalAsync("CreateStateMachine", new { name, definition = StepFunctionsServer.Pass, roleArn = StepFunctionsServer.Role }));

    [Fact]
    public async Task A_definition_that_cannot_run_is_refused_with_its_place()
    {
        var refusal = await server.RefusalAsync("CreateStateMachine", new
        {
            name = server.NewName(),
            definition = """{"StartAt":"P","States":{"P":{"Type":"Pass","Next":"Q"}}}""",
            roleArn = StepFunctionsServer.Role,
        });

        Assert.StartsWith("InvalidDefinition: Invalid State Machine Definition: '", refusal, StringComparison.Ordinal);
        Assert.Contains("/States/P/Next", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validation_finds_everything_and_creates_nothing()
    {
        var found = await server.CallAsync("ValidateStateMachineDefinition", new { definition = """{"StartAt":"P","States":{"P":{"Type":"Nap"}}}""" });
        var clean = await server.CallAsync("ValidateStateMachineDefinition", new { definition = StepFunctionsServer.Pass });
        var first = await server.CallAsync("ValidateStateMachineDefinition", new { definition = """{"A":1,"B":2}""", maxResults = 1 });

        Assert.Equal("FAIL", found.Text("result"));
        Assert.NotEmpty(found.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("""{"result":"OK","diagnostics":[],"truncated":false}""", clean.GetRawText());
        Assert.Single(first.GetProperty("diagnostics").EnumerateArray());
        Assert.True(first.GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task A_deleted_state_machine_is_gone_and_deleting_it_again_is_no_mistake()
    {
        var arn = await server.CreateAsync();
        await server.CallAsync("DeleteStateMachine", new { stateMachineArn = arn });
        await server.CallAsync("DeleteStateMachine", new { stateMachineArn = arn });

        Assert.Equal($"StateMachineDoesNotExist: State Machine Does Not Exist: '{arn}'", await server.RefusalAsync("DescribeStateMachine", new { stateMachineArn = arn }));
    }

    [Fact]
    public async Task Accounts_and_regions_see_only_their_own()
    {
        var name = server.NewName();
        var created = await server.CallAsync(
            "CreateStateMachine", new { name, definition = StepFunctionsServer.Pass, roleArn = StepFunctionsServer.Role }, "000000000000", "eu-west-1");
        var there = await server.CallAsync("ListStateMachines", new { }, "000000000000", "eu-west-1");
        var otherRegion = await server.CallAsync("ListStateMachines", new { }, "000000000000", "eu-west-2");
        var otherAccount = await server.CallAsync("ListStateMachines", new { }, "000000000001", "eu-west-1");

        Assert.Equal($"arn:aws:states:eu-west-1:000000000000:stateMachine:{name}", created.Text("stateMachineArn"));
        Assert.Equal([name], there.Texts("stateMachines", "name"));
        Assert.Empty(otherRegion.GetProperty("stateMachines").EnumerateArray());
        Assert.Empty(otherAccount.GetProperty("stateMachines").EnumerateArray());
    }

    [Fact]
    public async Task Pages_are_stable_when_state_machines_come_and_go()
    {
        const string account = "000000000002";
        async Task CreateAsync(string name) =>
            await server.CallAsync("CreateStateMachine", new { name, definition = StepFunctionsServer.Pass, roleArn = StepFunctionsServer.Role }, account);
        foreach (var name in new[] { "a", "c", "e", "g" })
        {
            await CreateAsync(name);
        }

        var first = await server.CallAsync("ListStateMachines", new { maxResults = 2 }, account);
        await CreateAsync("b");
        await CreateAsync("d");
        await server.CallAsync("DeleteStateMachine", new { stateMachineArn = $"arn:aws:states:us-east-1:{account}:stateMachine:c" }, account);
        var rest = await server.CallAsync("ListStateMachines", new { nextToken = first.Text("nextToken") }, account);

        Assert.Equal(["a", "c"], first.Texts("stateMachines", "name"));
        Assert.Equal(["d", "e", "g"], rest.Texts("stateMachines", "name"));
        Assert.Equal("InvalidToken: Invalid Token: 'Invalid token'", await server.RefusalAsync("ListActivities", new { nextToken = first.Text("nextToken") }));
    }

    [Theory]
    [InlineData("nonsense", "InvalidArn: Invalid Arn: 'Invalid ARN prefix: nonsense'")]
    [InlineData("arn:aws:states:us-east-1:123456789012:execution:m:e", "InvalidArn: Invalid Arn: 'Resource type not valid in this context: execution'")]
    [InlineData("arn:aws:states:us-east-1:123456789012:stateMachine:none", "StateMachineDoesNotExist: State Machine Does Not Exist: 'arn:aws:states:us-east-1:123456789012:stateMachine:none'")]
    public async Task Wrong_arns_are_told_apart(string stateMachineArn, string refusal) =>
        Assert.Equal(refusal, await server.RefusalAsync("DescribeStateMachine", new { stateMachineArn }));
}
