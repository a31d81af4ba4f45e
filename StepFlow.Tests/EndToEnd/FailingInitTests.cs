using System.Collections.Concurrent;
using StepFlow.Hosting;
using StepFlow.Lambda;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>Functions that fail before they ask for their first event, beside one that does not.</summary>
public sealed class FailingInitTests
{
    // Posts why it cannot start, as a Python module that does not import does.
    private const string Broken = """
        curl -sS -o /dev/null -X POST "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/init/error" \
          -d '{"errorType":"Runtime.ImportModuleError","errorMessage":"No module named nowhere"}'
        exit 1
        """;

    private const string Healthy = """curl -sS -o /dev/null "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next" """;

    private readonly ConcurrentQueue<string> _lines = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_host_does_not_start_and_says_at_once_which_function_fails_and_why()
    {
        var e = await Assert.ThrowsAsync<StartException>(() => StartAsync(isOptional: false));

        Assert.Contains("the function 'broken' cannot start: Runtime.ImportModuleError: No module named nowhere", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("healthy", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_optional_function_the_rest_runs_and_its_init_is_tried_again_when_it_is_called()
    {
        await using var app = await StartAsync(isOptional: true);
        var told = Assert.Single(_lines, line => line.Contains("cannot start", StringComparison.Ordinal));
        Assert.Contains("error: the function 'broken' cannot start: Runtime.ImportModuleError: No module named nowhere", told, StringComparison.Ordinal);
        Assert.Equal(1, Starts());

        using var http = new HttpClient { BaseAddress = app.LambdaEndpoint };
        using var nothing = new StringContent("{}");
        using var answer = await http.PostAsync("/2015-03-31/functions/broken/invocations", nothing, Cancellation);

        Assert.Equal(
            """{"errorType":"Runtime.ImportModuleError","errorMessage":"No module named nowhere"}""", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(2, Starts());
    }

    [Fact]
    public async Task A_start_that_takes_too_long_names_the_functions_that_are_not_ready_and_no_other()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The functions are shell scripts.");
        var options = new StepFlowHostOptions { Configuration = new Dictionary<string, string> { ["StepFlow:StartTimeoutSeconds"] = "3" } };

        var e = await Assert.ThrowsAsync<StartException>(() => StepFlowHost.StartAsync(
            builder =>
            {
                Add(builder, "healthy", Healthy, isOptional: false);
                Add(builder, "slow", "sleep 60", isOptional: false);
            },
            options,
            Cancellation));

        Assert.Contains("have not asked for an event: 'slow'.", e.Message, StringComparison.Ordinal);
    }

    private static void Add(IDistributedApplicationBuilder builder, string name, string script, bool isOptional) => builder.AddResource(
        new LambdaFunctionResource(name, new FunctionSource.Program(new FunctionCommand("sh", "-c", script))) { IsOptional = isOptional });

    private int Starts() => _lines.Count(line => line.StartsWith("broken", StringComparison.Ordinal) && line.EndsWith("started", StringComparison.Ordinal));

    private Task<StepFlowHost> StartAsync(bool isOptional)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The functions are shell scripts.");
        return StepFlowHost.StartAsync(
            builder =>
            {
                Add(builder, "broken", Broken, isOptional);
                Add(builder, "healthy", Healthy, isOptional);
            },
            new() { Output = _lines.Enqueue },
            Cancellation);
    }
}
