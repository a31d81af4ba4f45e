using StepFlow.Hosting;
using StepFlow.Hosting.Described;
using StepFlow.StepFunctions.Catalog;
using Xunit;

namespace StepFlow.Tests.Hosting.Described;

public sealed class AppDescriptionTests
{
    [Fact]
    public void A_description_becomes_the_resources_it_names()
    {
        var app = AppDescription.Parse(
            """
            {
              "functions": [
                { "name": "worker", "timeoutSeconds": 30, "memoryMegabytes": 256, "eventsPerProcess": 100, "processes": 2 },
                { "name": "trigger", "command": ["python3", "trigger.py"], "workingDirectory": "/src", "stateMachines": ["flow"], "environment": { "A": "b" } }
              ],
              "stateMachines": [
                { "name": "flow", "definition": "flow.asl.json", "type": "Express", "functions": ["worker"], "stateMachines": ["other"], "substitutions": { "Queue": "q" } },
                { "name": "other", "definition": "other.asl.json" }
              ],
              "gateways": [ { "name": "gateway", "stage": "dev", "routes": [ { "route": "POST /trigger", "function": "trigger", "example": "{}" } ] } ]
            }
            """,
            "app.json");
        var builder = NewBuilder();

        builder.Add(app);

        var functions = builder.Resources.OfType<LambdaFunctionResource>().ToDictionary(f => f.Name);
        Assert.IsType<FunctionSource.Elsewhere>(functions["worker"].Source);
        Assert.Equal((TimeSpan.FromSeconds(30), 256, 100, 2), (functions["worker"].Timeout, functions["worker"].MemoryMegabytes, functions["worker"].EventsPerProcess, functions["worker"].Processes));
        var program = Assert.IsType<FunctionSource.Program>(functions["trigger"].Source).Command;
        Assert.Equal(("python3 trigger.py", "/src"), (program.ToString(), program.WorkingDirectory));
        var machines = builder.Resources.OfType<StateMachineResource>().ToDictionary(m => m.Name);
        Assert.Equal([machines["flow"]], functions["trigger"].StateMachines);
        Assert.Equal([functions["worker"], machines["other"]], machines["flow"].References);
        Assert.Equal((StateMachineType.Express, "q"), (machines["flow"].Type, machines["flow"].Substitutions["Queue"]));
        var gateway = Assert.Single(builder.Resources.OfType<ApiGatewayResource>());
        Assert.Equal(("dev", "POST /trigger"), (gateway.Stage, Assert.Single(gateway.Routes).Route));
    }

    [Fact]
    public void What_is_written_reads_the_same()
    {
        var app = new AppDescription
        {
            Directory = "/app",
            Functions = [new("worker") { TimeoutSeconds = 1.5 }],
            StateMachines = [new("flow", "flow.asl.json") { Type = StateMachineType.Express, Functions = ["worker"] }],
            Gateways = [new("gateway") { Routes = [new("ANY /{proxy+}", "worker")] }],
        };

        Assert.Equal(app.ToJson(), AppDescription.Parse(app.ToJson(), "STEPFLOW_APP").ToJson());
    }

    [Theory]
    [InlineData("""{ "functons": [] }""", "app.json(1,", "functons")]
    [InlineData("""{ "functions": [ { "timeoutSeconds": 3 } ] }""", "$.functions[0]", "name")]
    [InlineData("""{ "stateMachines": [ { "name": "a", "definition": "a.json", "type": "Fast" } ] }""", "$.stateMachines[0].type", "app.json")]
    [InlineData("null", "app.json", "object")]
    public void A_wrong_description_says_where(string json, string place, string what)
    {
        var e = Assert.Throws<StartException>(() => AppDescription.Parse(json, "app.json"));

        Assert.Contains(place, e.Message, StringComparison.Ordinal);
        Assert.Contains(what, e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_name_that_stands_for_nothing_is_refused()
    {
        var app = new AppDescription { Functions = [new("worker")], Gateways = [new("gateway") { Routes = [new("POST /x", "wroker")] }] };

        var e = Assert.Throws<StartException>(() => NewBuilder().Add(app));

        Assert.Equal("The application's description: route 'POST /x' of gateway 'gateway' names the function 'wroker', which is not there. There are: worker.", e.Message);
    }

    private static IDistributedApplicationBuilder NewBuilder() =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = AppContext.BaseDirectory });
}
