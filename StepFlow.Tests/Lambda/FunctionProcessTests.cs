using System.Diagnostics;
using System.Text;
using System.Text.Json;
using StepFlow.Lambda;
using Xunit;

namespace StepFlow.Tests.Lambda;

/// <summary>Real processes: the built Worker, started and watched by the Lambda service.</summary>
public sealed class FunctionProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_worker_answers_and_its_lines_carry_its_name()
    {
        await using var server = await LambdaServer.StartAsync(Worker());

        using var answer = await InvokeAsync(server, """{"input_value":10.5}""");

        Assert.Equal("""{"input_value":10.5,"operation":"double","result":21.0,"attempt":1}""", answer.RootElement.GetRawText());
        var status = server.Service.Describe("worker");
        Assert.Equal(FunctionState.Ready, status.State);
        Assert.Single(status.ProcessIds);
        Assert.Equal(server.Service.RecentLines("worker").Count, server.Service.RecentLines("worker").Select(l => l.Number).Distinct().Count());
        Assert.Contains(server.Service.RecentLines("worker"), l => l is { Source: FunctionLineSource.Service, Instance: 1 } && l.Text.EndsWith("started", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_is_named_by_its_class_and_has_a_stack()
    {
        await using var server = await LambdaServer.StartAsync(Worker());

        using var answer = await InvokeAsync(server, """{"input_value":1,"fail":"CustomError","cause":"as asked"}""", error: "Unhandled");

        Assert.Equal("CustomError", answer.RootElement.GetProperty("errorType").GetString());
        Assert.Equal("as asked", answer.RootElement.GetProperty("errorMessage").GetString());
        Assert.StartsWith("at StepFlow.Worker.WorkHandler", answer.RootElement.GetProperty("stackTrace")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_are_counted_by_the_caller()
    {
        await using var server = await LambdaServer.StartAsync(Worker());

        using var first = await InvokeAsync(server, """{"input_value":1,"fail":"TransientError","fail_times":1,"retry_count":0}""", error: "Unhandled");
        using var second = await InvokeAsync(server, """{"input_value":1,"fail":"TransientError","fail_times":1,"retry_count":1}""");

        Assert.Equal(2, second.RootElement.GetProperty("attempt").GetInt32());
    }

    [Theory]
    [InlineData("""{"exit":3}""", "Runtime exited with error: exit status 3")]
    [InlineData("""{"exit":0}""", "Runtime exited without providing a reason")]
    public async Task An_exit_is_answered_as_AWS_does_and_the_process_starts_again(string payload, string reason)
    {
        await using var server = await LambdaServer.StartAsync(Worker());

        using var answer = await InvokeAsync(server, payload, error: "Unhandled");
        var exited = server.Service.RecentInvocations("worker")[^1];

        Assert.Equal("Runtime.ExitError", answer.RootElement.GetProperty("errorType").GetString());
        Assert.Equal($"RequestId: {exited.RequestId} Error: {reason}", answer.RootElement.GetProperty("errorMessage").GetString());
        using var again = await InvokeAsync(server, """{"input_value":2}""");
        Assert.Equal(4, again.RootElement.GetProperty("result").GetDecimal());
    }

    [Fact]
    public async Task A_killed_process_says_by_which_signal()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        await using var server = await LambdaServer.StartAsync(Worker(TimeSpan.FromMinutes(1)));
        var running = InvokeAsync(server, """{"input_value":1,"stall_seconds":60}""", error: "Unhandled");
        await RuntimeApiTests.Until(() => server.Service.Describe("worker").Running == 1);

        using (var process = Process.GetProcessById(server.Service.Describe("worker").ProcessIds[0]))
        {
            process.Kill();
        }

        using var answer = await running;
        Assert.EndsWith("Error: Runtime exited with error: signal: killed", answer.RootElement.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeout_is_answered_and_the_process_replaced()
    {
        await using var server = await LambdaServer.StartAsync(Worker(TimeSpan.FromSeconds(1)));
        await server.Service.WaitUntilReadyAsync("worker", Cancellation);
        var first = Assert.Single(server.Service.Describe("worker").ProcessIds);

        using var answer = await InvokeAsync(server, """{"input_value":1,"stall_seconds":60}""", error: "Unhandled");
        using var again = await InvokeAsync(server, """{"input_value":2}""");

        Assert.Equal("Sandbox.Timedout", answer.RootElement.GetProperty("errorType").GetString());
        Assert.EndsWith("Error: Task timed out after 1.00 seconds", answer.RootElement.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(first, Assert.Single(server.Service.Describe("worker").ProcessIds));
        await AssertGoneAsync(first);
    }

    [Fact]
    public async Task One_process_takes_several_events_where_it_may()
    {
        await using var server = await LambdaServer.StartAsync(Worker(TimeSpan.FromMinutes(1)) with { EventsPerProcess = 10 });

        var stalled = Enumerable.Range(0, 10).Select(i => InvokeAsync(server, $$"""{"input_value":{{i}},"stall_seconds":2}""")).ToArray();
        await RuntimeApiTests.Until(() => server.Service.Describe("worker").Running == 10);

        Assert.Single(server.Service.Describe("worker").ProcessIds);
        var answers = await Task.WhenAll(stalled);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => 2m * i), answers.Select(a => a.RootElement.GetProperty("result").GetDecimal()));
    }

    [Fact]
    public async Task Among_several_events_only_the_slow_one_times_out()
    {
        await using var server = await LambdaServer.StartAsync(Worker(TimeSpan.FromSeconds(1)) with { EventsPerProcess = 4 });
        await server.Service.WaitUntilReadyAsync("worker", Cancellation);
        var process = Assert.Single(server.Service.Describe("worker").ProcessIds);

        var slow = InvokeAsync(server, """{"input_value":1,"stall_seconds":2}""", error: "Unhandled");
        using var quick = await InvokeAsync(server, """{"input_value":2,"stall_seconds":0.2}""");
        using var timedOut = await slow;

        Assert.Equal("Sandbox.Timedout", timedOut.RootElement.GetProperty("errorType").GetString());
        Assert.Equal(process, Assert.Single(server.Service.Describe("worker").ProcessIds));
    }

    [Fact]
    public async Task Further_processes_start_when_events_wait_for_them()
    {
        var server = await LambdaServer.StartAsync(Worker(TimeSpan.FromMinutes(10)) with { Processes = 3 });
        await server.Service.WaitUntilReadyAsync("worker", Cancellation);
        using var one = await InvokeAsync(server, """{"input_value":1}""");
        Assert.Single(server.Service.Describe("worker").ProcessIds);

        var stalled = Enumerable.Range(0, 5).Select(_ => InvokeAsync(server, """{"input_value":1,"stall_seconds":600}""", error: "Unhandled")).ToArray();
        await RuntimeApiTests.Until(() => server.Service.Describe("worker").Running == 3);

        Assert.Equal(3, server.Service.Describe("worker").ProcessIds.Distinct().Count());
        Assert.Equal(2, server.Service.Describe("worker").Queued);
        await server.Service.DisposeAsync();
        await Task.WhenAll(stalled);
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task A_hundred_invocations_at_once_are_all_answered_rightly(int eventsPerProcess)
    {
        await using var server = await LambdaServer.StartAsync(Worker(TimeSpan.FromSeconds(30)) with { EventsPerProcess = eventsPerProcess });

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => InvokeAsync(server, $$"""{"input_value":{{i}},"operation":"square"}""")));

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (decimal)i * i), answers.Select(a => a.RootElement.GetProperty("result").GetDecimal()));
    }

    [Fact]
    public async Task Crashes_between_other_events_lose_only_their_own()
    {
        await using var server = await LambdaServer.StartAsync(Worker(TimeSpan.FromSeconds(30)) with { Processes = 2 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            InvokeAsync(server, i % 5 == 0 ? """{"exit":1}""" : $$"""{"input_value":{{i}}}""", error: i % 5 == 0 ? "Unhandled" : "")));

        Assert.Equal(4, answers.Count(a => a.RootElement.TryGetProperty("errorType", out var type) && type.GetString() == "Runtime.ExitError"));
        Assert.Equal(16, answers.Count(a => a.RootElement.TryGetProperty("result", out _)));
    }

    [Fact]
    public async Task The_log_tail_has_what_the_function_wrote()
    {
        await using var server = await LambdaServer.StartAsync(Worker());
        using var response = await server.InvokeAsync("worker", """{"input_value":1,"task_token":"t"}""", Cancellation, ("X-Amz-Log-Type", "Tail"));

        var log = Encoding.UTF8.GetString(Convert.FromBase64String(response.Header("X-Amz-Log-Result")));

        Assert.Contains("\tinfo\tTook note of a task token", log, StringComparison.Ordinal);
        Assert.Contains($"{response.Header("x-amzn-RequestId")}\tinfo", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_told_to_the_caller()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("ghost") { Command = new("no-such-program-anywhere") });

        using var answer = await InvokeAsync(server, "{}", error: "Unhandled", function: "ghost");

        Assert.Equal("Runtime.InvalidEntrypoint", answer.RootElement.GetProperty("errorType").GetString());
        Assert.Contains("Couldn't find valid bootstrap(s): [no-such-program-anywhere]", answer.RootElement.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal(FunctionState.Failing, server.Service.Describe("ghost").State);
    }

    [Fact]
    public async Task A_program_that_ends_at_once_is_told_to_the_caller_and_not_started_in_a_loop()
    {
        await using var server = await LambdaServer.StartAsync(
            time: null, o => o.RestartDelay = TimeSpan.FromHours(1), new FunctionConfiguration("brief") { Command = new("dotnet", "--version") });
        await RuntimeApiTests.Until(() => server.Service.Describe("brief").State is FunctionState.Failing);

        using var answer = await InvokeAsync(server, "{}", error: "Unhandled", function: "brief");

        Assert.EndsWith("Runtime exited without providing a reason", answer.RootElement.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.InRange(server.Service.RecentLines("brief").Count(l => l.Text.EndsWith("started", StringComparison.Ordinal)), 1, 2);
        Assert.Contains(server.Service.RecentLines("brief"), l => l.Source is FunctionLineSource.Output && l.Text.StartsWith("10.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_that_asks_for_no_event_is_killed_and_told_to_the_caller()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "uses sleep");
        await using var server = await LambdaServer.StartAsync(
            time: null, o => o.InitTimeout = TimeSpan.FromSeconds(0.3), new FunctionConfiguration("deaf") { Command = new("sleep", "100") });

        using var answer = await InvokeAsync(server, "{}", error: "Unhandled", function: "deaf");

        Assert.Equal("Sandbox.Timedout", answer.RootElement.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task Restarting_takes_a_new_process_and_stopping_leaves_none()
    {
        int first, second;
        await using (var server = await LambdaServer.StartAsync(Worker()))
        {
            await server.Service.WaitUntilReadyAsync("worker", Cancellation);
            first = Assert.Single(server.Service.Describe("worker").ProcessIds);
            server.Service.Restart("worker");
            await AssertGoneAsync(first);
            using var again = await InvokeAsync(server, """{"input_value":2}""");
            second = Assert.Single(server.Service.Describe("worker").ProcessIds);
            Assert.NotEqual(first, second);
        }

        await AssertGoneAsync(second);
    }

    [Fact]
    public async Task A_function_has_the_variables_of_Lambda_and_no_credentials_of_ours()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "uses env");
        Environment.SetEnvironmentVariable("AWS_PROFILE", "somebody-real");
        try
        {
            await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("show")
            {
                Command = new("env"),
                MemoryMegabytes = 512,
                EventsPerProcess = 7,
                Environment = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("MINE", "yes"),
            });
            await RuntimeApiTests.Until(() => server.Service.Describe("show").State is FunctionState.Failing);
            var lines = server.Service.RecentLines("show").Select(l => l.Text).ToHashSet(StringComparer.Ordinal);

            Assert.Superset(
                new HashSet<string>(StringComparer.Ordinal)
                {
                    "MINE=yes", "AWS_LAMBDA_FUNCTION_NAME=show", "AWS_LAMBDA_FUNCTION_VERSION=$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=512",
                    "AWS_LAMBDA_MAX_CONCURRENCY=7", "AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=test", "_HANDLER=show",
                    "AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/show", "STEPFLOW_PARENT_STDIN=1",
                },
                lines);
            Assert.DoesNotContain(lines, l => l.StartsWith("AWS_PROFILE=", StringComparison.Ordinal));
            Assert.Contains(lines, l => l.StartsWith("AWS_LAMBDA_RUNTIME_API=127.0.0.1:", StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_PROFILE", null);
        }
    }

    [Fact]
    public async Task A_function_leaves_Ctrl_C_to_its_host()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "uses kill");
        await using var server = await LambdaServer.StartAsync(Worker());
        await server.Service.WaitUntilReadyAsync("worker", Cancellation);
        var first = Assert.Single(server.Service.Describe("worker").ProcessIds);

        using (var kill = Process.Start("kill", ["-INT", first.ToString()]))
        {
            await kill.WaitForExitAsync(Cancellation);
        }

        using var answer = await InvokeAsync(server, """{"input_value":2}""");
        Assert.Equal(first, Assert.Single(server.Service.Describe("worker").ProcessIds));
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_silence_the_function()
    {
        await using var server = await LambdaServer.StartAsync(time: null, o => o.Output = _ => throw new InvalidOperationException(), Worker());
        List<string> heard = [];
        using (server.Service.ListenToLines(line => heard.Add(line.Text)))
        {
            using var answer = await InvokeAsync(server, """{"input_value":2,"task_token":"t"}""");
            await RuntimeApiTests.Until(() => server.Service.RecentLines("worker").Any(l => l.Source is FunctionLineSource.Output));
        }

        Assert.NotEmpty(heard);
    }

    [Fact]
    public async Task A_function_ends_by_itself_when_its_input_closes()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("alone"));
        using var process = Process.Start(new ProcessStartInfo("dotnet", [WorkerProgram])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            Environment =
            {
                ["STEPFLOW_PARENT_STDIN"] = "1",
                ["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{server.Client.BaseAddress!.Port}/alone",
                ["AWS_LAMBDA_FUNCTION_NAME"] = "alone",
            },
        })!;
        await server.Service.WaitUntilReadyAsync("alone", Cancellation);

        process.StandardInput.Close();

        await process.WaitForExitAsync(Cancellation);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>In its own output folder: the copy beside the tests lacks what ASP.NET brings along for them.</summary>
    internal static string WorkerProgram =>
        Path.Combine(AppContext.BaseDirectory.Replace("StepFlow.Tests", "StepFlow.Worker", StringComparison.Ordinal), "StepFlow.Worker.dll");

    internal static FunctionConfiguration Worker(TimeSpan? timeout = null) => new("worker")
    {
        Command = new("dotnet", WorkerProgram),
        Timeout = timeout ?? TimeSpan.FromSeconds(10),
    };

    private static async Task<JsonDocument> InvokeAsync(LambdaServer server, string payload, string error = "", string function = "worker")
    {
        using var response = await server.InvokeAsync(function, payload, Cancellation);
        var text = await response.TextAsync();
        Assert.True(response.Header("X-Amz-Function-Error") == error, text);
        return JsonDocument.Parse(text);
    }

    private static Task AssertGoneAsync(int processId) => RuntimeApiTests.Until(() =>
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    });
}
