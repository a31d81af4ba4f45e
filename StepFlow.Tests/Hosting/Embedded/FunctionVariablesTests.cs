using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using StepFlow.Hosting;
using StepFlow.Hosting.Embedded;
using Xunit;

namespace StepFlow.Tests.Hosting.Embedded;

public sealed class FunctionVariablesTests
{
    private readonly IDistributedApplicationBuilder _builder =
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = AppContext.BaseDirectory });

    [Fact]
    public void A_function_is_told_where_everything_is()
    {
        var flow = _builder.AddStateMachine("order-flow", "flow.asl.json");

        var variables = Variables(_builder.AddLambdaFunction<SomeProject>("trigger").WithReference(flow));

        Assert.Equal("http://127.0.0.1:8083", variables["AWS_ENDPOINT_URL_SFN"]);
        Assert.Equal("http://127.0.0.1:3001", variables["AWS_ENDPOINT_URL_LAMBDA"]);
        Assert.Equal("arn:aws:states:us-east-1:123456789012:stateMachine:order-flow", variables["StateMachines__order_flow"]);
        Assert.Equal("true", variables["AWS_DISABLE_HOST_PREFIX_INJECTION"]);
        Assert.Equal("us-east-1", variables["AWS_REGION"]);
        Assert.Equal("test", variables["AWS_ACCESS_KEY_ID"]);
        Assert.Equal("trigger", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("always_on", variables["OTEL_TRACES_SAMPLER"]);
    }

    [Fact]
    public void A_profile_takes_the_place_of_dummy_credentials()
    {
        var variables = Variables(_builder.AddLambdaFunction<SomeProject>("trigger").WithAwsProfile("dev", "eu-west-1"));

        Assert.Equal("dev", variables["AWS_PROFILE"]);
        Assert.Equal("eu-west-1", variables["AWS_REGION"]);
        Assert.DoesNotContain("AWS_ACCESS_KEY_ID", variables.Keys);
    }

    [Fact]
    public void What_the_app_host_sets_wins()
    {
        var variables = Variables(_builder.AddLambdaFunction<SomeProject>("trigger").WithEnvironment("AWS_REGION", "eu-north-1").WithEnvironment("Greeting", () => "hello"));

        Assert.Equal("eu-north-1", variables["AWS_REGION"]);
        Assert.Equal("hello", variables["Greeting"]);
    }

    [Fact]
    public void A_function_sends_its_telemetry_to_the_host()
    {
        var variables = Variables(_builder.AddLambdaFunction<SomeProject>("trigger"));

        Assert.Equal("http://127.0.0.1:4318", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("http/protobuf", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
    }

    [Fact]
    public void A_function_that_speaks_grpc_is_shown_the_other_door()
    {
        var variables = Variables(_builder.AddLambdaFunction<SomeProject>("trigger").WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"));

        Assert.Equal("http://127.0.0.1:4317", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }

    private static ImmutableDictionary<string, string> Variables(IResourceBuilder<LambdaFunctionResource> function) => FunctionVariables.Of(
        function.Resource,
        new ServiceAddresses(new("http://127.0.0.1:3001"), new("http://127.0.0.1:8083"), new("http://127.0.0.1:8084"), []) { Otlp = new(new("http://127.0.0.1:4318"), new("http://127.0.0.1:4317")) },
        new Arns("us-east-1", "123456789012"),
        new HostSettings(new ConfigurationBuilder().Build(), AppContext.BaseDirectory));

    private sealed class SomeProject : IProjectMetadata
    {
        public string ProjectPath => "SomeProject.csproj";

        public string AssemblyPath => "SomeProject.dll";
    }
}
