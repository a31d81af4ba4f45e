using System.Diagnostics;
using System.Text;
using System.Text.Json;
using StepFlow.Lambda;
using Xunit;

namespace StepFlow.Tests.Lambda;

/// <summary>The APIs as programs see them that nobody here wrote: the AWS CLI as a caller, Python as a function.</summary>
public sealed class OtherClientsTests
{
    private const string PythonFunction = """
        import json, os, urllib.request
        base = 'http://%s/2018-06-01/runtime/' % os.environ['AWS_LAMBDA_RUNTIME_API']
        while True:
            with urllib.request.urlopen(base + 'invocation/next') as event:
                request_id = event.headers['Lambda-Runtime-Aws-Request-Id']
                value = json.load(event)
            print('python got', value, flush=True)
            answer = json.dumps({'doubled': value * 2, 'function': os.environ['AWS_LAMBDA_FUNCTION_NAME']}).encode()
            urllib.request.urlopen(base + 'invocation/%s/response' % request_id, answer).close()
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_AWS_CLI_invokes_lists_and_describes()
    {
        Require("aws");
        await using var server = await LambdaServer.StartAsync([.. Enumerable.Range(0, 60).Select(i => new FunctionConfiguration($"f{i:00}"))]);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var serving = server.ServeAsync("f07", text => text, stop.Token);
        var output = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        using (var invoked = await CliAsync(server, "invoke", "--function-name", "f07", "--payload", """{"n":1.0}""", "--log-type", "Tail", output))
        {
            Assert.Equal(200, invoked.RootElement.GetProperty("StatusCode").GetInt32());
            Assert.Equal("$LATEST", invoked.RootElement.GetProperty("ExecutedVersion").GetString());
            Assert.StartsWith("START RequestId", Encoding.UTF8.GetString(invoked.RootElement.GetProperty("LogResult").GetBytesFromBase64()), StringComparison.Ordinal);
            Assert.Equal("""{"n":1.0}""", await File.ReadAllTextAsync(output, Cancellation));
        }

        using (var dry = await CliAsync(server, "invoke", "--function-name", "f07", "--invocation-type", "DryRun", output))
        {
            Assert.Equal(204, dry.RootElement.GetProperty("StatusCode").GetInt32());
        }

        using (var list = await CliAsync(server, "list-functions"))
        {
            Assert.Equal(60, list.RootElement.GetProperty("Functions").GetArrayLength());
        }

        using (var one = await CliAsync(server, "get-function", "--function-name", "f07"))
        {
            Assert.Equal("f07", one.RootElement.GetProperty("Configuration").GetProperty("FunctionName").GetString());
        }

        File.Delete(output);
        await stop.CancelAsync();
        await serving;
    }

    [Theory]
    [InlineData("ResourceNotFoundException", "Function not found: arn:aws:lambda:us-east-1:123456789012:function:none", "invoke", "--function-name", "none", "/dev/null")]
    [InlineData("UnsupportedOperationException", "PublishVersion is not supported by StepFlow's local Lambda service", "publish-version", "--function-name", "none")]
    public async Task The_AWS_CLI_reads_refusals(string code, string message, params string[] arguments)
    {
        Require("aws");
        await using var server = await LambdaServer.StartAsync();

        var (exitCode, _, error) = await RunAsync("aws", CliArguments(server, arguments));

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"({code})", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_may_be_written_in_Python()
    {
        Require("python3");
        await using var server = await LambdaServer.StartAsync(
            new FunctionConfiguration("snake") { Command = new("python3", "-c", PythonFunction), Timeout = TimeSpan.FromSeconds(30) });

        var result = await server.Service.InvokeAsync("snake", "21"u8.ToArray(), traceHeader: null, Cancellation);

        Assert.Equal("""{"doubled": 42, "function": "snake"}""", Encoding.UTF8.GetString(result.Payload.Span));
        await RuntimeApiTests.Until(() => server.Service.RecentLines("snake").Any(l => l.Text == "python got 21"));
    }

    private static void Require(string program)
    {
        if (StepFlow.Lambda.Processes.SearchPath.Find(program) is not null)
        {
            return;
        }

        Assert.False(SharedData.IsStrict, $"'{program}' is not installed, and STEPFLOW_STRICT=1 makes that a failure.");
        Assert.Skip($"'{program}' is not installed.");
    }

    private static string[] CliArguments(LambdaServer server, string[] arguments) =>
    [
        "lambda", .. arguments, "--endpoint-url", server.Client.BaseAddress!.ToString(), "--region", "us-east-1", "--output", "json", "--cli-read-timeout", "30",
    ];

    private static async Task<JsonDocument> CliAsync(LambdaServer server, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync("aws", CliArguments(server, arguments));
        Assert.True(exitCode == 0, error);
        return JsonDocument.Parse(output);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AWS_ACCESS_KEY_ID"] = "test", ["AWS_SECRET_ACCESS_KEY"] = "test", ["AWS_EC2_METADATA_DISABLED"] = "true" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await output, await error);
    }
}
