using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StepFlow.Hosting;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Standalone;
using StepFlow.StepFunctions.Catalog;
using StepFlow.Tests.EndToEnd;
using Xunit;

namespace StepFlow.Tests.Hosting.LocalStack;

/// <summary>
/// The whole LocalStack mode against a service that speaks LocalStack's API: another Step Functions service of ours, which knows no
/// function. What LocalStack itself makes of it is proven by nothing here.
/// </summary>
public sealed class LocalStackModeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_app_host_runs_its_state_machines_there_and_its_functions_here()
    {
        await using var localStack = await StandInAsync();
        await using var app = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(
            new() { Configuration = Settings(localStack) }, Cancellation);

        var (status, started) = await app.Http.PostJsonAsync("trigger", """{"input_value": 10}""", Cancellation);
        Assert.Equal(202, (int)status);
        var (_, ended) = await Eventually.GetAsync(
            () => app.Http.GetJsonAsync(started.GetProperty("statusUrl").GetString()!, Cancellation),
            answer => answer.Body.GetProperty("status").GetString() is not "RUNNING",
            Cancellation);
        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        Assert.Equal(20, ended.GetProperty("output").GetProperty("doubled").GetInt32());

        // The history is LocalStack's, and shows activities where AWS shows functions.
        var history = await CallAsync(localStack.Address, "GetExecutionHistory", new { executionArn = started.GetProperty("executionArn").GetString(), maxResults = 1000 });
        var types = history.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ToList();
        Assert.Contains("ActivitySucceeded", types);
        Assert.DoesNotContain("LambdaFunctionScheduled", types);
    }

    [Theory]
    [InlineData("task")]
    [InlineData("map")]
    [InlineData("retry-catch")]
    public async Task A_small_machine_answers_as_it_does_on_step_flow(string machine)
    {
        await using var localStack = await StandInAsync();
        await using var there = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(new() { Configuration = Settings(localStack) }, Cancellation);
        await using var here = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(cancellation: Cancellation);

        var (status, answer) = await there.Http.PostJsonAsync($"states/{machine}", """{"input_value": 10}""", Cancellation);

        var (expectedStatus, expected) = await here.Http.PostJsonAsync($"states/{machine}", """{"input_value": 10}""", Cancellation);
        Assert.Equal(expectedStatus, status);
        Assert.Equal(expected.GetRawText(), answer.GetRawText());
    }

    [Fact]
    public async Task An_express_machine_that_calls_lambda_stays_here_behind_the_same_endpoint()
    {
        await using var localStack = await StandInAsync();
        await using var app = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(new() { Configuration = Settings(localStack) }, Cancellation);

        var (status, answer) = await app.Http.PostJsonAsync("trigger/sync", """{"input_value": 10}""", Cancellation);

        Assert.Equal(200, (int)status);
        Assert.Equal(20, answer.GetProperty("doubled").GetInt32());
        var machines = await CallAsync(localStack.Address, "ListStateMachines", new { });
        Assert.DoesNotContain("flow-express", machines.GetProperty("stateMachines").EnumerateArray().Select(m => m.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_callback_gets_a_token_that_the_service_takes()
    {
        await using var localStack = await StandInAsync();
        await using var app = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(new() { Configuration = Settings(localStack) }, Cancellation);
        var started = await CallAsync(app.StepFunctionsEndpoint, "StartExecution", new { stateMachineArn = app.ArnOf("callback"), input = """{"input_value": 10}""" });
        var arn = started.GetProperty("executionArn").GetString();
        var token = await Eventually.GetAsync(() => Task.FromResult(TokenGivenTo(app, "worker")), found => found is not null, Cancellation);

        await CallAsync(app.StepFunctionsEndpoint, "SendTaskSuccess", new { taskToken = token, output = """{"approved": true}""" });

        var ended = await Eventually.GetAsync(
            () => CallAsync(app.StepFunctionsEndpoint, "DescribeExecution", new { executionArn = arn }),
            execution => execution.GetProperty("status").GetString() is not "RUNNING",
            Cancellation);
        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Without_a_container_engine_the_start_fails_at_once_and_says_what_to_do()
    {
        Assert.SkipWhen(File.Exists("/var/run/docker.sock") || Environment.GetEnvironmentVariable("DOCKER_HOST") is not null, "There is a container engine.");
        var clock = Stopwatch.StartNew();

        var e = await Assert.ThrowsAsync<StartException>(() => StepFlowHost.StartAsync(
            builder => builder.AddStateMachine("flow", Path.Combine(Repository.Root, "StepFlow.AppHost/StateMachines/pass.asl.json"), StateMachineType.Standard),
            new() { Configuration = new Dictionary<string, string> { ["StepFlow:StepFunctions"] = "LocalStack" } },
            Cancellation));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
        Assert.Contains("Start Docker", e.Message, StringComparison.Ordinal);
        Assert.Contains("StepFlow:LocalStack:Endpoint", e.Message, StringComparison.Ordinal);
    }

    private static Task<StandaloneService> StandInAsync() => StandaloneService.StartAsync(new() { Port = 0 }, Cancellation);

    private static Dictionary<string, string> Settings(StandaloneService localStack) => new()
    {
        ["StepFlow:StepFunctions"] = "LocalStack",
        ["StepFlow:LocalStack:Endpoint"] = localStack.Address.ToString(),
    };

    // The function was given the token in its event.
    private static string? TokenGivenTo(StepFlowHost app, string function) =>
        app.Services.GetRequiredService<EmbeddedHost>().App.Lambda.RecentInvocations(function) is [.., var last]
            ? JsonElement.Parse(last.Payload).GetProperty("task_token").GetString()
            : null;

    private static async Task<JsonElement> CallAsync(Uri endpoint, string operation, object request)
    {
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(JsonSerializer.Serialize(request), Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        message.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        using var response = await http.SendAsync(message, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }
}
