using Microsoft.Extensions.Configuration;
using StepFlow.Hosting;
using StepFlow.StepFunctions.Catalog;
using Xunit;

namespace StepFlow.Tests.Hosting.Model;

public sealed class DistributedApplicationBuilderTests
{
    [Fact]
    public void An_app_host_reads_like_a_page()
    {
        var builder = NewBuilder();

        var worker = builder.AddLambdaFunction<SomeProject>("worker").WithTimeout(TimeSpan.FromSeconds(10)).WithMemory(512).WithConcurrency(8, processes: 2).WithEnvironment("A", "b");
        var flow = builder.AddStateMachine("flow", "flow.asl.json", StateMachineType.Express).WithReference(worker).WithSubstitution("Queue", "q");
        var trigger = builder.AddLambdaFunction<SomeProject>("trigger").WithReference(flow).WithAwsProfile("dev", "eu-west-1");
        var gateway = builder.AddApiGateway("gateway").WithRoute("POST /trigger", trigger, example: "{}").WithStage("dev");

        Assert.Equal(["worker", "flow", "trigger", "gateway"], builder.Resources.Select(resource => resource.Name));
        Assert.Equal((8, 2, 512), (worker.Resource.EventsPerProcess, worker.Resource.Processes, worker.Resource.MemoryMegabytes));
        Assert.Equal(TimeSpan.FromSeconds(3), trigger.Resource.Timeout);
        Assert.Equal([worker.Resource], flow.Resource.References);
        Assert.Equal([flow.Resource], trigger.Resource.StateMachines);
        Assert.Equal("POST /trigger", Assert.Single(gateway.Resource.Routes).Route);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1worker")]
    [InlineData("wor ker")]
    [InlineData("worker-")]
    [InlineData("wor--ker")]
    [InlineData("wörker")]
    public void A_name_aspire_would_not_take_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => NewBuilder().AddLambdaFunction<SomeProject>(name));

    [Fact]
    public void Two_functions_of_one_name_are_refused()
    {
        var builder = NewBuilder();
        builder.AddLambdaFunction<SomeProject>("worker");

        Assert.Throws<InvalidOperationException>(() => builder.AddLambdaFunction<SomeProject>("Worker"));
        builder.AddStateMachine("worker", "a state machine may be called like a function");
    }

    [Fact]
    public void A_route_that_is_none_is_refused_where_it_is_written()
    {
        var builder = NewBuilder();
        var function = builder.AddLambdaFunction<SomeProject>("f");

        Assert.Throws<FormatException>(() => builder.AddApiGateway("gateway").WithRoute("trigger", function));
    }

    [Fact]
    public void Flags_do_not_swallow_the_settings_behind_them()
    {
        var builder = NewBuilder("--reset", "--StepFlow:Gateway:Port", "0");

        Assert.Equal("true", builder.Configuration["StepFlow:Reset"]);
        Assert.Equal("0", builder.Configuration["StepFlow:Gateway:Port"]);
    }

    private static IDistributedApplicationBuilder NewBuilder(params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, ProjectDirectory = AppContext.BaseDirectory });

    private sealed class SomeProject : IProjectMetadata
    {
        public string ProjectPath => "SomeProject.csproj";

        public string AssemblyPath => "SomeProject.dll";
    }
}
