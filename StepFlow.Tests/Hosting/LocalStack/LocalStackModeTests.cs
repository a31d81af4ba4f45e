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
        machines = await CallAsync(app.StepFunctionsEndpoint, "ListStateMachines", new { });
        Assert.Equal(12, machines.GetProperty("stateMachines").GetArrayLength());
        Assert.Contains("flow-express", machines.GetProperty("stateMachines").EnumerateArray().Select(m => m.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Those_that_stay_here_come_with_the_last_page_of_a_list()
    {
        await using var localStack = await StandInAsync();
        await using var app = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(new() { Configuration = Settings(localStack) }, Cancellation);

        var first = await CallAsync(app.StepFunctionsEndpoint, "ListStateMachines", new { maxResults = 10 });
        var last = await CallAsync(app.StepFunctionsEndpoint, "ListStateMachines", new { maxResults = 10, nextToken = first.GetProperty("nextToken").GetString() });

        Assert.Equal((10, 2), (first.GetProperty("stateMachines").GetArrayLength(), last.GetProperty("stateMachines").GetArrayLength()));
        Assert.Equal("flow-express", last.GetProperty("stateMachines")[1].GetProperty("name").GetString());
    }

    [Fact]
    public async Task When_local_stack_goes_away_callers_are_told_so()
    {
        var localStack = await StandInAsync();
        var output = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var app = await StepFlowHost.StartAsync<Projects.StepFlow_AppHost>(
            new() { Configuration = Settings(localStack), Output = output.Enqueue }, Cancellation);
        await localStack.DisposeAsync();

        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, app.StepFunctionsEndpoint) { Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.0") };
        message.Headers.Add("X-Amz-Target", "AWSStepFunctions.ListActivities");
        using var response = await http.SendAsync(message, Cancellation);
        var answer = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        var (_, fromGateway) = await app.Http.PostJsonAsync("trigger", """{"input_value": 10}""", Cancellation);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("ServiceUnavailable", answer.GetProperty("__type").GetString());
        Assert.StartsWith($"LocalStack at {localStack.Address} does not answer: ", answer.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains($"LocalStack at {localStack.Address} does not answer", fromGateway.GetRawText(), StringComparison.Ordinal);

        // However often the activities are polled in vain, it is said once of each.
        var said = output.Where(line => line.Contains("cannot be polled", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(said);
        Assert.Distinct(said.Select(line => line[line.IndexOf("Activity ", StringComparison.Ordinal)..].Split(' ')[1]));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/", "LocalStack at http://127.0.0.1:9/ does not answer: ")]
    [InlineData(null, "What answers as LocalStack at http://127.0.0.1:")]
    public async Task An_endpoint_that_is_no_local_stack_is_named(string? endpoint, string sentence)
    {
        // Something that answers, but in HTML: the console of another application.
        await using var other = await StepFlowHost.StartAsync(_ => { }, cancellation: Cancellation);

        var e = await Assert.ThrowsAsync<StartException>(() => StepFlowHost.StartAsync(
            builder => builder.AddStateMachine("flow", Path.Combine(Repository.Root, "StepFlow.AppHost/StateMachines/pass.asl.json"), StateMachineType.Standard),
            new()
            {
                Configuration = new Dictionary<string, string>
                {
                    ["StepFlow:StepFunctions"] = "LocalStack",
                    ["StepFlow:LocalStack:Endpoint"] = endpoint ?? other.ConsoleAddress.ToString(),
                },
            },
            Cancellation));

        Assert.StartsWith(sentence, e.Message, StringComparison.Ordinal);
        Assert.EndsWith("StepFlow:LocalStack:Endpoint name it?", e.Message, StringComparison.Ordinal);
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
