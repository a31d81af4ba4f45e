using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Hosting.Integrations;
using StepFlow.StepFunctions;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.Tracing;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Tracing;

/// <summary>The spans of one execution, heard by a listener in this process; tests find theirs by the trace they start.</summary>
public sealed class ExecutionTracerTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();
    private readonly ActivityContext _caller = new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

    public ExecutionTracerTests()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name is StepFunctionsTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddStepFunctions().AddExecutionTracing().AddIntegrations(new(), _ => new FailingTwice());
        _app = builder.Build();
        _app.MapStepFunctions();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private List<Activity> Spans => [.. _spans.Where(span => span.TraceId == _caller.TraceId)];

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(Cancellation);
        _client.BaseAddress = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _client.DefaultRequestHeaders.Add("X-Amzn-Trace-Id", StepFlow.Aws.Tracing.XRayTraceHeader.Format(_caller));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _listener.Dispose();
    }

    [Fact]
    public async Task Retries_are_attempts_below_the_state_and_events_on_it()
    {
        await RunAsync("""
            {"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},
            "Retry":[{"ErrorEquals":["Transient"],"IntervalSeconds":1,"MaxAttempts":1}],
            "Catch":[{"ErrorEquals":["States.ALL"],"Next":"Caught"}],"End":true},"Caught":{"Type":"Pass","End":true}}}
            """);

        var root = Assert.Single(Spans, span => span.ParentSpanId == _caller.SpanId);
        Assert.Equal(("execute traced", ActivityKind.Server), (root.DisplayName, root.Kind));
        Assert.Equal("Succeeded", root.GetTagItem("stepflow.execution.status"));
        var state = Assert.Single(Spans, span => span.DisplayName is "Call");
        Assert.Equal(root.SpanId, state.ParentSpanId);
        Assert.Equal(["stepflow.retry", "stepflow.catch"], state.Events.Select(e => e.Name));
        var attempts = Spans.Where(span => span.ParentSpanId == state.SpanId).ToList();
        Assert.Equal(["attempt 1", "attempt 2"], attempts.Select(span => span.DisplayName));
        Assert.All(attempts, attempt => Assert.Equal((ActivityKind.Client, ActivityStatusCode.Error), (attempt.Kind, attempt.Status)));
        Assert.Equal("invoke", attempts[0].GetTagItem("rpc.method"));
        Assert.Single(Spans, span => span.DisplayName is "Caught");
    }

    [Fact]
    public async Task Branches_and_the_first_hundred_iterations_have_spans_of_their_own()
    {
        await RunAsync("""
            {"StartAt":"Both","States":{
            "Both":{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}],"Next":"Numbers"},
            "Numbers":{"Type":"Pass","Parameters":{"n.$":"States.ArrayRange(1, 150, 1)"},"Next":"Each"},
            "Each":{"Type":"Map","ItemsPath":"$.n","ItemProcessor":{"StartAt":"Item","States":{"Item":{"Type":"Pass","End":true}}},"End":true}}}
            """);

        var both = Assert.Single(Spans, span => span.DisplayName is "Both");
        Assert.Equal(["branch 0", "branch 1"], Spans.Where(span => span.ParentSpanId == both.SpanId).Select(span => span.DisplayName).Order(StringComparer.Ordinal));
        var each = Assert.Single(Spans, span => span.DisplayName is "Each");
        Assert.Equal(100, Spans.Count(span => span.ParentSpanId == each.SpanId));
        Assert.Equal(100, Spans.Count(span => span.DisplayName is "Item"));
        Assert.All(Spans, span => Assert.True(span.ParentSpanId == _caller.SpanId || Spans.Exists(other => other.SpanId == span.ParentSpanId)));
    }

    [Fact]
    public async Task A_failure_is_told_on_every_span_it_ended()
    {
        await RunAsync("""
            {"StartAt":"Both","States":{"Both":{"Type":"Parallel","End":true,"Branches":[
            {"StartAt":"Wrong","States":{"Wrong":{"Type":"Fail","Error":"E","Cause":"C"}}},{"StartAt":"Long","States":{"Long":{"Type":"Wait","Seconds":600,"End":true}}}]}}}
            """);

        Assert.All((string[])["execute traced", "Both", "branch 1", "Long"], name => Assert.Equal(ActivityStatusCode.Error, Assert.Single(Spans, span => span.DisplayName == name).Status));
        Assert.Equal("E", Spans.Single(span => span.DisplayName is "execute traced").GetTagItem("error.type"));
        Assert.Equal("Failed", Spans.Single(span => span.DisplayName is "execute traced").GetTagItem("stepflow.execution.status"));
    }

    private async Task RunAsync(string definition)
    {
        var machine = await CallAsync("CreateStateMachine", JsonSerializer.Serialize(new { name = "traced", definition, roleArn = "arn:aws:iam::123456789012:role/r", type = "EXPRESS" }));
        await CallAsync("StartSyncExecution", JsonSerializer.Serialize(new { stateMachineArn = machine.GetProperty("stateMachineArn").GetString(), input = "{}" }));
    }

    private async Task<JsonElement> CallAsync(string operation, string request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(request, Encoding.UTF8, "application/x-amz-json-1.0") };
        message.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        using var response = await _client.SendAsync(message, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    private sealed class FailingTwice : IFunctionInvoker
    {
        public Task<FunctionResult> InvokeAsync(FunctionCall call, CancellationToken cancellation) => Task.FromResult(new FunctionResult(
            200, [], "$LATEST", "Unhandled", LogResult: null, ErrorType: null, "id", """{"errorType":"Transient","errorMessage":"again"}"""u8.ToArray()));
    }
}
