using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>The AWS CLI against the AppHost, as the README shows it.</summary>
public sealed class HistoryByAwsCliTests(RunningAppHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_history_of_a_finished_flow_is_listed()
    {
        RequireCli();
        var app = await host.GetAsync(Cancellation);
        var started = (await app.Gateway.PostJsonAsync("trigger", """{"input_value": 10}""", Cancellation)).Body;
        var url = started.GetProperty("statusUrl").GetString()!;
        await Eventually.GetAsync(async () => (await app.Gateway.GetJsonAsync(url, Cancellation)).Body, e => e.GetProperty("status").GetString() is not "RUNNING", Cancellation);

        var history = await AwsAsync(
            "stepfunctions", "get-execution-history", "--execution-arn", started.GetProperty("executionArn").GetString()!, "--endpoint-url", app.AddressOf("stepfunctions"));

        var types = history.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ToList();
        Assert.Equal("ExecutionStarted", types[0]);
        Assert.Equal("ExecutionSucceeded", types[^1]);
        Assert.All(
            (string[])["ChoiceStateEntered", "TaskScheduled", "ParallelStateStarted", "MapIterationStarted", "WaitStateExited", "PassStateEntered", "SucceedStateEntered"],
            type => Assert.Contains(type, types));
    }

    private static void RequireCli()
    {
        if (Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "aws.exe" : "aws"))))
        {
            return;
        }

        Assert.True(Environment.GetEnvironmentVariable("STEPFLOW_STRICT") is not "1", "STEPFLOW_STRICT=1 asks for the AWS CLI, which is not in PATH.");
        Assert.Skip("The AWS CLI is not in PATH.");
    }

    private static async Task<JsonElement> AwsAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("aws", [.. arguments, "--output", "json", "--region", "us-east-1"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AWS_ACCESS_KEY_ID"] = "test", ["AWS_SECRET_ACCESS_KEY"] = "test", ["AWS_PAGER"] = "" },
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode is 0, await error);
        return JsonElement.Parse(output);
    }
}
