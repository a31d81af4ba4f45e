using System.Diagnostics;
using System.Net;
using StepFlow.Hosting.Described;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>The host as another AppHost uses it: <c>stepflow host</c> in a process of its own, functions started by somebody else.</summary>
public sealed class DescribedAppTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Functions_that_others_start_serve_gateway_and_state_machines()
    {
        var app = new AppDescription
        {
            Directory = Path.Combine(Repository.Root, "StepFlow.AppHost"),
            Functions = [new("worker") { TimeoutSeconds = 20, EventsPerProcess = 10 }, new("trigger") { TimeoutSeconds = 29 }],
            StateMachines = [new("flow", "StateMachines/flow.asl.json") { Functions = ["worker"] }],
            Gateways = [new("gateway") { Routes = [new("POST /trigger", "trigger"), new("GET /executions/{name}", "trigger")] }],
        };
        await using var host = await AppHostProcess.StartDescribedAsync(app.ToJson(), Cancellation);
        using var health = await host.Gateway.GetAsync(host.AddressOf("stepfunctions") + "/health", Cancellation);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        using var worker = Start("StepFlow.Worker", "worker", host, new() { ["AWS_LAMBDA_MAX_CONCURRENCY"] = "10" });
        using var trigger = Start("StepFlow.Trigger", "trigger", host, new()
        {
            ["AWS_ENDPOINT_URL_SFN"] = host.AddressOf("stepfunctions"),
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_REGION"] = "us-east-1",
            ["StateMachines__flow"] = "arn:aws:states:us-east-1:123456789012:stateMachine:flow",
        });
        try
        {
            var (status, started) = await host.Gateway.PostJsonAsync("trigger", """{"input_value": 10}""", Cancellation);
            Assert.Equal(HttpStatusCode.Accepted, status);

            var (_, ended) = await Eventually.GetAsync(
                () => host.Gateway.GetJsonAsync(started.GetProperty("statusUrl").GetString()!, Cancellation),
                answer => answer.Body.GetProperty("status").GetString() is not "RUNNING",
                Cancellation);
            Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        }
        finally
        {
            worker.Kill();
            trigger.Kill();
        }
    }

    private static Process Start(string project, string function, AppHostProcess host, Dictionary<string, string> variables)
    {
        var folder = AppContext.BaseDirectory.Replace("StepFlow.Tests", project, StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, project + ".dll")]) { UseShellExecute = false, RedirectStandardInput = true };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = $"{new Uri(host.AddressOf("lambda")).Authority}/{function}";
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = function;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
