using System.Text;
using System.Text.Json;
using StepFlow.Hosting;
using StepFlow.Tests.EndToEnd;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Executions;

/// <summary>Executions for the console to show, made over the wire as any client makes them.</summary>
internal sealed class ConsoleExecutions(HttpClient http, Uri stepFunctions, string worker)
{
    private static int _names;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static ConsoleExecutions Of(StepFlowHost app) => new(app.Http, app.StepFunctionsEndpoint, app.ArnOf("worker"));

    /// <summary>Creates a state machine of a name of its own. WORKER in the definition stands for the worker function's ARN.</summary>
    public async Task<string> CreateAsync(string definition, string type = "STANDARD", string? name = null)
    {
        var created = await CallAsync("CreateStateMachine", new
        {
            name = name ?? $"shown-{Interlocked.Increment(ref _names)}",
            definition = definition.Replace("WORKER", worker, StringComparison.Ordinal),
            type,
            roleArn = "arn:aws:iam::123456789012:role/r",
        });
        return created.GetProperty("stateMachineArn").GetString()!;
    }

    /// <summary>Starts an execution; answers its ARN.</summary>
    public async Task<string> StartAsync(string machine, string input = "{}") =>
        (await CallAsync("StartExecution", new { stateMachineArn = machine, input })).GetProperty("executionArn").GetString()!;

    /// <summary>Starts an execution of a new state machine.</summary>
    public async Task<string> RunAsync(string definition, string input = "{}", string type = "STANDARD") => await StartAsync(await CreateAsync(definition, type), input);

    /// <summary>Waits for the end of an execution; answers its status.</summary>
    public Task<string> EndOfAsync(string execution) => Eventually.GetAsync(() => StatusAsync(execution), status => status is not "RUNNING", Cancellation);

    public async Task<string> StatusAsync(string execution) =>
        (await CallAsync("DescribeExecution", new { executionArn = execution })).GetProperty("status").GetString()!;

    public async Task<JsonElement> CallAsync(string operation, object request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, stepFunctions)
        {
            Content = new StringContent(JsonSerializer.Serialize(request), Encoding.UTF8, "application/x-amz-json-1.0"),
        };
        message.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        using var response = await http.SendAsync(message, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        return response.IsSuccessStatusCode ? JsonElement.Parse(body) : throw new InvalidOperationException($"{operation}: {body}");
    }
}
