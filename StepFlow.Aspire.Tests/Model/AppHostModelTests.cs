using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace StepFlow.AspireTests.Model;

/// <summary>What AppHost.cs, unchanged, becomes under Aspire.</summary>
public sealed class AppHostModelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_state_machine_brings_the_emulator()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation);

        var emulator = app.Emulator;
        Assert.Equal("stepfunctions", emulator.Name);
        Assert.Equal(["http", "console", "lambda", "gateway"], emulator.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Name));
        Assert.Single(emulator.Annotations.OfType<HealthCheckAnnotation>());
        Assert.Contains(emulator.Annotations, annotation => annotation == ManifestPublishingCallbackAnnotation.Ignore);
        Assert.All(["pause", "resume", "reset"], name => Assert.Contains(emulator.Annotations.OfType<ResourceCommandAnnotation>(), command => command.Name == name));
    }

    [Fact]
    public async Task State_machines_are_children_with_a_command_to_start_an_execution()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation);

        var machines = app.Model.Resources.OfType<StateMachineResource>().ToList();

        Assert.Equal(12, machines.Count);
        Assert.All(machines, machine => Assert.Same(app.Emulator, machine.Parent));
        Assert.All(machines, machine => Assert.Contains(machine.Annotations.OfType<ResourceCommandAnnotation>(), command => command.Name is "start-execution"));
        Assert.Equal(StateMachineType.Express, app.Find<StateMachineResource>("flow-express").Type);
    }

    [Fact]
    public async Task A_function_gets_its_events_and_the_services_from_the_emulator()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation);

        var variables = await app.VariablesAsync("trigger");

        var (stepFunctions, lambda) = (app.Emulator.StepFunctionsEndpoint, app.Emulator.LambdaEndpoint);
        Assert.Equal(stepFunctions.Url, variables["AWS_ENDPOINT_URL_SFN"]);
        Assert.Equal(lambda.Url, variables["AWS_ENDPOINT_URL_LAMBDA"]);
        Assert.Equal($"{lambda.Host}:{lambda.Port}/trigger", variables["AWS_LAMBDA_RUNTIME_API"]);
        Assert.Equal("trigger", variables["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.Equal("100", variables["AWS_LAMBDA_MAX_CONCURRENCY"]);
        Assert.Equal(("us-east-1", "test", "true"), (variables["AWS_REGION"], variables["AWS_ACCESS_KEY_ID"], variables["AWS_DISABLE_HOST_PREFIX_INJECTION"]));
        Assert.Equal("arn:aws:states:us-east-1:123456789012:stateMachine:flow-express", variables["StateMachines__flow_express"]);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", variables.Keys);
    }

    [Fact]
    public async Task A_function_waits_until_its_emulator_is_healthy()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation);

        var wait = Assert.Single(app.Find<ProjectResource>("worker").Annotations.OfType<WaitAnnotation>());

        Assert.Equal((app.Emulator, WaitType.WaitUntilHealthy), (wait.Resource, wait.WaitType));
    }

    [Fact]
    public async Task The_emulator_is_told_the_application()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation);

        var variables = await app.VariablesAsync("stepfunctions");

        var description = JsonElement.Parse(variables["STEPFLOW_APP"]);
        var worker = description.GetProperty("functions").EnumerateArray().Single(function => function.GetProperty("name").GetString() is "worker");
        Assert.Equal((30, 256, 100), (worker.GetProperty("timeoutSeconds").GetDouble(), worker.GetProperty("memoryMegabytes").GetInt32(), worker.GetProperty("eventsPerProcess").GetInt32()));
        Assert.False(worker.TryGetProperty("command", out _));
        Assert.Equal(12, description.GetProperty("stateMachines").GetArrayLength());
        Assert.Equal(4, description.GetProperty("gateways")[0].GetProperty("routes").GetArrayLength());
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", variables.Keys);
        Assert.All(["StepFlow__StepFunctions__Port", "StepFlow__Lambda__Port", "StepFlow__Console__Port", "StepFlow__Gateway__Port"], name => Assert.Contains(name, variables.Keys));
    }

    [Fact]
    public async Task Nothing_of_it_is_in_the_manifest()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation);

        Assert.All(app.Model.Resources.Where(resource => !resource.Name.EndsWith("-rebuilder", StringComparison.Ordinal)), resource =>
            Assert.Contains(resource.Annotations, annotation => annotation == ManifestPublishingCallbackAnnotation.Ignore));
    }

    [Fact]
    public async Task The_gateway_s_address_ends_with_its_stage()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation);
        _ = await app.VariablesAsync("stepfunctions");

        var gateway = app.Find<ApiGatewayResource>("gateway");

        Assert.Equal($"{gateway.Endpoint.Url}/prod", await gateway.ConnectionStringExpression.GetValueAsync(Cancellation));
    }
}
