using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StepFlow.ConsoleUI.Services;
using StepFlow.Gateway.Recent;
using StepFlow.Hosting;
using StepFlow.Hosting.Embedded;
using StepFlow.Tests.ConsoleUI.Executions;
using StepFlow.Tests.EndToEnd;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>Every page of the console with something to show on it.</summary>
public sealed class ConsolePages
{
    private static readonly string[] Runs = ["pass", "choice", "parallel", "map", "retry-catch", "fail", "callback"];

    private readonly Dictionary<string, string> _paths;

    private ConsolePages(Dictionary<string, string> paths) => _paths = paths;

    /// <summary>The names, known before anything runs.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "overview", "state-machines", "state-machine", "executions", "execution-succeeded", "execution-failed", "execution-waiting", "execution-state",
        "execution-timeline", "execution-events", "execution-map", "execution-express", "execution-map-runs", "map-run", "execution-open", "requests", "request",
        "request-failed", "functions", "function", "traces", "trace", "time", "not-found",
    ];

    public string this[string name] => _paths[name];

    public static async Task<ConsolePages> PrepareAsync(StepFlowHost app, CancellationToken cancellation)
    {
        var flow = await RunAsync(app, "trigger", """{"input_value": 10}""", cancellation);
        foreach (var name in Runs)
        {
            await RunAsync(app, $"states/{name}", """{"input_value": 10, "seconds": 1}""", cancellation);
        }

        var shown = await ShownExecutions.PrepareAsync(ConsoleExecutions.Of(app));
        var recent = app.Services.GetRequiredService<EmbeddedHost>().App.Gateways[0].Recent;
        GatewayExchange RequestOf(string name) => recent.List().First(e => e.Request.Path.EndsWith($"/{name}", StringComparison.Ordinal));
        return new(new()
        {
            ["overview"] = "/",
            ["state-machines"] = "/state-machines",
            ["state-machine"] = Links.StateMachine(app.ArnOf("flow")),
            ["executions"] = "/executions",
            ["execution-succeeded"] = Links.Execution(flow.GetProperty("executionArn").GetString()!),
            ["execution-failed"] = await NewestAsync(app, "fail", cancellation),
            ["execution-waiting"] = await NewestAsync(app, "callback", cancellation),
            ["execution-state"] = $"{shown.Failing}?state=Reserve",
            ["execution-timeline"] = $"{shown.Failing}?tab=timeline",
            ["execution-events"] = $"{shown.Failing}?tab=events",
            ["execution-map"] = $"{shown.Iterations}?state=Each",
            ["execution-express"] = shown.Express,
            ["execution-map-runs"] = $"{shown.Distributed}?tab=map-runs",
            ["map-run"] = shown.MapRun,
            ["execution-open"] = "/executions/open",
            ["requests"] = "/requests",
            ["request"] = Links.Request(RequestOf("trigger").RequestId),
            ["request-failed"] = Links.Request(RequestOf("fail").RequestId),
            ["functions"] = "/functions",
            ["function"] = Links.Function("trigger"),
            ["traces"] = "/traces",
            ["trace"] = Links.Trace(RequestOf("trigger").TraceId),
            ["time"] = "/time",
            ["not-found"] = "/not-found",
        });
    }

    private static async Task<string> NewestAsync(StepFlowHost app, string machine, CancellationToken cancellation)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, app.StepFunctionsEndpoint)
        {
            Content = new StringContent($$"""{"stateMachineArn":"{{app.ArnOf(machine)}}","maxResults":1}""", Encoding.UTF8, "application/x-amz-json-1.0"),
            Headers = { { "X-Amz-Target", "AWSStepFunctions.ListExecutions" } },
        };
        using var answer = await app.Http.SendAsync(call, cancellation);
        var list = JsonElement.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        return Links.Execution(list.GetProperty("executions")[0].GetProperty("executionArn").GetString()!);
    }

    private static async Task<JsonElement> RunAsync(StepFlowHost app, string path, string body, CancellationToken cancellation) =>
        (await app.Http.PostJsonAsync(path, body, cancellation)).Body;
}
