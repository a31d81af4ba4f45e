using StepFlow.Hosting.Standalone;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

/// <summary>A Task that StepFlow cannot call is refused when its machine is created, unless a test case answers for it.</summary>
public sealed class UncallableTaskTests : IAsyncLifetime
{
    private const string Glue = "arn:aws:states:::glue:startJobRun.sync";
    private readonly StepFunctionsServer _server = new();
    private readonly string _mocks = Path.GetTempFileName();

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_mocks, """{"StateMachines":{"mocked":{"TestCases":{"Happy":{"T":"Run"}}}},"MockedResponses":{"Run":{"0":{"Return":{"JobRunState":"SUCCEEDED"}}}}}""");
        await _server.StartAsync(new StandaloneOptions { MockConfigurationFile = _mocks });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        File.Delete(_mocks);
    }

    [Theory]
    [InlineData(Glue, "StepFlow cannot call the optimized integration 'glue:startJobRun'.")]
    [InlineData("arn:aws:states:::aws-sdk:athena:listWorkGroups", "StepFlow has no model of the service 'athena'.")]
    public async Task It_is_refused_with_the_remedy(string resource, string why)
    {
        var request = new { name = _server.NewName(), definition = StepFunctionsServer.TaskOf(resource), roleArn = StepFunctionsServer.Role };

        var created = await _server.RefusalAsync("CreateStateMachine", request);
        var updated = await _server.RefusalAsync("UpdateStateMachine", new { stateMachineArn = await _server.CreateAsync(), request.definition });

        Assert.StartsWith($"InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: {why}", created, StringComparison.Ordinal);
        Assert.Contains("--service-model FILE", created, StringComparison.Ordinal);
        Assert.EndsWith("at /States/T/Resource'", created, StringComparison.Ordinal);
        Assert.Equal(created, updated);
    }

    [Fact]
    public async Task Branches_and_iterations_are_looked_into()
    {
        var inner = StepFunctionsServer.TaskOf(Glue);
        var definition = $$"""{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{{inner}},"End":true} } }],"End":true} } }""";

        var refusal = await _server.RefusalAsync("CreateStateMachine", new { name = _server.NewName(), definition, roleArn = StepFunctionsServer.Role });

        Assert.EndsWith("at /States/P/Branches[0]/States/M/ItemProcessor/States/T/Resource'", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_a_test_case_answers_for_is_accepted_and_fails_where_it_runs_for_real()
    {
        var machine = await _server.CreateAsync(StepFunctionsServer.TaskOf(Glue), name: "mocked");

        Assert.Equal("SUCCEEDED", (await _server.RunAsync(machine + "#Happy")).Text("status"));
        var real = await _server.RunAsync(machine);
        Assert.Equal(("FAILED", "States.Runtime"), (real.Text("status"), real.Text("error")));
    }
}
