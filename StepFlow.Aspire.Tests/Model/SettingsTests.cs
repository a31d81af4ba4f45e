using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using Aspire.Hosting.Emulator;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace StepFlow.AspireTests.Model;

/// <summary>The same AppHost.cs with other homes for its parts: by settings.</summary>
public sealed class SettingsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_the_test_tool_functions_and_gateway_are_those_of_aspire_hosting_aws()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation, "--StepFlow:Lambda=TestTool");

        Assert.IsType<LambdaProjectResource>(app.Find<ProjectResource>("worker"));
        Assert.Equal(APIGatewayType.Rest, app.Find<APIGatewayEmulatorResource>("gateway").ApiGatewayType);
        Assert.Single(app.Find<APIGatewayEmulatorResource>("gateway").Annotations.OfType<HealthCheckAnnotation>());
        Assert.DoesNotContain(app.Emulator.Annotations.OfType<EndpointAnnotation>(), endpoint => endpoint.Name is "lambda" or "gateway");
        var tool = new EndpointReference(app.Model.Resources.OfType<LambdaEmulatorResource>().Single(), "http");
        Assert.Equal(await UrlAsync(app, tool), (await app.VariablesAsync("stepfunctions"))["StepFlow__Lambda__Endpoint"]);
    }

    [Fact]
    public async Task With_the_test_tool_every_route_of_a_function_arrives()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation, "--StepFlow:Lambda=TestTool");

        var routes = JsonElement.Parse((await app.VariablesAsync("gateway"))["APIGATEWAY_EMULATOR_ROUTE_CONFIG_trigger"]);

        Assert.Equal(
            ["POST /trigger", "POST /trigger/sync", "GET /executions/{name}", "POST /states/{name}"],
            routes.EnumerateArray().Select(route => $"{route.GetProperty("HttpMethod").GetString()} {route.GetProperty("Path").GetString()}"));
        Assert.All(routes.EnumerateArray(), route => Assert.StartsWith("http://localhost:", route.GetProperty("Endpoint").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_test_tool_knows_no_stage_and_says_so()
    {
        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => AppHostModel.OfAsync(
            builder => builder.AddApiGateway("gateway").WithStage("dev"), Cancellation, "--StepFlow:Lambda=TestTool"));

        Assert.Contains("knows no stages", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_local_stack_a_pinned_container_runs_the_state_machines()
    {
        await using var app = await AppHostModel.OfAppHostAsync(
            Cancellation, "--StepFlow:StepFunctions=LocalStack", "--Parameters:localstack-auth-token=ls-secret");

        var image = app.Find<ContainerResource>("localstack").Annotations.OfType<ContainerImageAnnotation>().Single();
        Assert.Equal(("localstack/localstack", "4.14.0"), (image.Image, image.Tag));
        Assert.True(app.Find<ParameterResource>("localstack-auth-token").Secret);
        Assert.Equal("ls-secret", (await app.VariablesAsync("localstack"))["LOCALSTACK_AUTH_TOKEN"]);
        var variables = await app.VariablesAsync("stepfunctions");
        Assert.Equal("LocalStack", variables["StepFlow__StepFunctions"]);
        Assert.StartsWith("http://localhost:", variables["StepFlow__LocalStack__Endpoint"], StringComparison.Ordinal);
        Assert.Contains(app.Emulator.Annotations.OfType<WaitAnnotation>(), wait => wait.Resource.Name is "localstack");
    }

    [Fact]
    public async Task With_the_test_tool_the_default_route_is_every_path()
    {
        await using var app = await AppHostModel.OfAsync(
            builder => builder.AddApiGateway("gateway", ApiKind.Http).WithRoute("$default", builder.AddLambdaFunction<Projects.StepFlow_Worker>("worker")),
            Cancellation,
            "--StepFlow:Lambda=TestTool");

        var routes = JsonElement.Parse((await app.VariablesAsync("gateway"))["APIGATEWAY_EMULATOR_ROUTE_CONFIG_worker"]);

        Assert.Equal(["ANY /", "ANY /{proxy+}"], routes.EnumerateArray().Select(route => $"{route.GetProperty("HttpMethod").GetString()} {route.GetProperty("Path").GetString()}"));
    }

    [Fact]
    public async Task With_the_test_tool_a_function_asks_for_one_event_at_a_time()
    {
        await using var app = await AppHostModel.OfAppHostAsync(Cancellation, "--StepFlow:Lambda=TestTool");

        var variables = await app.VariablesAsync("worker");

        Assert.Equal("worker", variables["AWS_LAMBDA_FUNCTION_NAME"]);
        Assert.DoesNotContain("AWS_LAMBDA_MAX_CONCURRENCY", variables.Keys);
    }

    [Fact]
    public async Task With_aws_functions_find_what_is_deployed_with_the_credentials_of_who_starts_them()
    {
        await using var app = await AppHostModel.OfAppHostAsync(
            Cancellation,
            "--StepFlow:StepFunctions=Aws",
            "--StepFlow:Aws:Account=210987654321",
            "--StepFlow:Aws:Profile=dev",
            "--StepFlow:Aws:StateMachines:task=arn:aws:states:us-east-1:210987654321:stateMachine:task-Ab12");

        var variables = await app.VariablesAsync("trigger");

        Assert.Equal("dev", variables["AWS_PROFILE"]);
        Assert.Equal("arn:aws:states:us-east-1:210987654321:stateMachine:flow", variables["StateMachines__flow"]);
        Assert.Equal("arn:aws:states:us-east-1:210987654321:stateMachine:task-Ab12", variables["StateMachines__task"]);
        Assert.All(
            ["AWS_ACCESS_KEY_ID", "AWS_ENDPOINT_URL_SFN", "AWS_ENDPOINT_URL_LAMBDA", "AWS_DISABLE_HOST_PREFIX_INJECTION"],
            name => Assert.DoesNotContain(name, variables.Keys));
        Assert.Equal(variables["StateMachines__task"], (await app.VariablesAsync("stepfunctions"))["StepFlow__Aws__StateMachines__task"]);
        Assert.DoesNotContain(app.Find<StateMachineResource>("flow").Annotations.OfType<ResourceCommandAnnotation>(), command => command.Name is "start-execution");
    }

    [Fact]
    public async Task Every_setting_of_the_host_arrives_there_but_what_aspire_decides()
    {
        await using var app = await AppHostModel.OfAppHostAsync(
            Cancellation,
            "--StepFlow:Traces:Enabled=false",
            "--StepFlow:Traces:MaxTraces=10",
            "--StepFlow:StartTimeoutSeconds=30",
            "--StepFlow:LocalStack:AuthToken=ls-secret",
            "--StepFlow:Command=stepflow");

        var variables = await app.VariablesAsync("stepfunctions");

        Assert.Equal(
            ("false", "10", "30"),
            (variables["StepFlow__Traces__Enabled"], variables["StepFlow__Traces__MaxTraces"], variables["StepFlow__StartTimeoutSeconds"]));
        Assert.All(["StepFlow__LocalStack__AuthToken", "StepFlow__Command"], name => Assert.DoesNotContain(name, variables.Keys));
    }

    [Fact]
    public void Flags_of_the_host_are_settings_here_too_and_swallow_nothing()
    {
        string[] arguments = ["--reset", "--StepFlow:Traces:Enabled", "false", "--ephemeral"];
        var configuration = new ConfigurationManager();
        configuration.AddCommandLine(arguments);

        AppHostArguments.Apply(configuration, arguments);

        Assert.Equal(
            ("true", "true", "false"), (configuration["StepFlow:Reset"], configuration["StepFlow:Ephemeral"], configuration["StepFlow:Traces:Enabled"]));
    }

    [Theory]
    [InlineData(true, "publish", "--output", "out")]
    [InlineData(true, "--reset", "publish", "--output", "out")]
    [InlineData(false, "--operation", "publish", "--publisher", "manifest")]
    [InlineData(false, "--StepFlow:Data", "publish")]
    public void The_verb_of_the_other_home_is_told_from_aspires_own(bool isVerb, params string[] arguments) => Assert.Equal(isVerb, AppHostArguments.AskToPublish(arguments));

    [Fact]
    public async Task A_setting_that_names_no_home_is_refused()
    {
        var e = await Assert.ThrowsAsync<DistributedApplicationException>(() => AppHostModel.OfAsync(
            builder => builder.AddStepFunctionsEmulator(), Cancellation, "--StepFlow:StepFunctions=Azure"));

        Assert.Equal("StepFlow:StepFunctions is 'Azure'. It may be StepFlow or LocalStack or Aws.", e.Message);
    }

    private static async Task<string?> UrlAsync(AppHostModel app, EndpointReference endpoint)
    {
        _ = await app.VariablesAsync("stepfunctions");
        return await endpoint.GetValueAsync(Cancellation);
    }
}
