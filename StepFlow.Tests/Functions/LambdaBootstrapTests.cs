using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using StepFlow.Functions;
using StepFlow.Functions.APIGatewayEvents;
using StepFlow.Functions.Core;
using StepFlow.Functions.RuntimeSupport;
using StepFlow.Functions.Serialization.SystemTextJson;
using StepFlow.Lambda;
using StepFlow.Tests.Lambda;
using Xunit;

namespace StepFlow.Tests.Functions;

/// <summary>The bootstrap in this process, against the Lambda service in this process.</summary>
public sealed class LambdaBootstrapTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<TestJson> Serializer = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_typed_handler_gets_its_event_and_context()
    {
        ILambdaContext? seen = null;
        await using var run = await Run.StartAsync(LambdaBootstrapBuilder.Create<Greeting, Greeting>(
            (greeting, context) =>
            {
                seen = context;
                return Task.FromResult(new Greeting(greeting.Text + "!"));
            },
            Serializer));

        var result = await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest("f", """{"TEXT":"it's é"}"""u8.ToArray()) { ClientContext = """{"client":{"app_title":"t"},"custom":{"a":"b"}}""" });

        Assert.Equal("""{"Text":"it's é!"}""", Encoding.UTF8.GetString(result.Payload.Span));
        Assert.Equal(result.RequestId, seen!.AwsRequestId);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:f", seen.InvokedFunctionArn);
        Assert.Equal(result.TraceHeader, seen.TraceId);
        Assert.InRange(seen.RemainingTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.Equal("t", seen.ClientContext?.Client?.AppTitle);
        Assert.Equal("b", seen.ClientContext?.Custom["a"]);
    }

    [Fact]
    public async Task Handlers_of_every_form_answer()
    {
        await AnswersAsync(LambdaBootstrapBuilder.Create<Greeting, Greeting>(g => g, Serializer), """{"Text":"x"}""");
        await AnswersAsync(LambdaBootstrapBuilder.Create<Greeting, Greeting>((g, _) => g, Serializer), """{"Text":"x"}""");
        await AnswersAsync(LambdaBootstrapBuilder.Create<Greeting>(_ => Task.CompletedTask, Serializer), "null");
        await AnswersAsync(LambdaBootstrapBuilder.Create<Greeting>((_, _) => { }, Serializer), "null");
        await AnswersAsync(LambdaBootstrapBuilder.Create(input => Task.FromResult(input)), """{"Text":"x"}""");

        static async Task AnswersAsync(LambdaBootstrapBuilder builder, string expected)
        {
            await using var run = await Run.StartAsync(builder);
            var result = await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest("f", """{"Text":"x"}"""u8.ToArray()));
            Assert.Equal(expected, Encoding.UTF8.GetString(result.Payload.Span));
        }
    }

    [Fact]
    public async Task An_exception_is_reported_with_class_text_stack_and_cause()
    {
        await using var run = await Run.StartAsync(LambdaBootstrapBuilder.Create<Greeting, Greeting>(
            Failing(new TimeoutException("too late", new AggregateException(new FormatException("inner")))), Serializer));

        var result = await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest("f", "{}"u8.ToArray()));

        Assert.Equal("Unhandled", result.FunctionError);
        using var error = JsonDocument.Parse(result.Payload);
        Assert.Equal(["errorType", "errorMessage", "stackTrace", "cause"], error.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("TimeoutException", error.RootElement.GetProperty("errorType").GetString());
        Assert.Equal("too late", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.All(error.RootElement.GetProperty("stackTrace").EnumerateArray(), line => Assert.Matches("^(at |--- )", line.GetString()!));
        Assert.Equal("FormatException", error.RootElement.GetProperty("cause").GetProperty("causes")[0].GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task An_event_that_does_not_fit_the_handler_is_its_error()
    {
        await using var run = await Run.StartAsync(LambdaBootstrapBuilder.Create<Greeting, Greeting>(g => g, Serializer));

        var result = await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest("f", """{"Text":5}"""u8.ToArray()));

        using var error = JsonDocument.Parse(result.Payload);
        Assert.Equal("JsonSerializerException", error.RootElement.GetProperty("errorType").GetString());
        Assert.Contains("Greeting", error.RootElement.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_does_not_end_the_loop()
    {
        await using var run = await Run.StartAsync(LambdaBootstrapBuilder.Create<Greeting, Greeting>(
            g => g.Text == "large" ? new Greeting(new string('x', 7_000_000)) : g, Serializer));

        var large = await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest("f", """{"Text":"large"}"""u8.ToArray()));
        var small = await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest("f", """{"Text":"small"}"""u8.ToArray()));

        Assert.Contains("Function.ResponseSizeTooLarge", Encoding.UTF8.GetString(large.Payload.Span), StringComparison.Ordinal);
        Assert.Null(small.FunctionError);
    }

    [Fact]
    public async Task An_initializer_that_throws_is_an_init_error()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));
        using var bootstrap = LambdaBootstrapBuilder.Create<Greeting, Greeting>(g => g, Serializer)
            .UseBootstrapHandler(() => throw new NotSupportedException("no database"))
            .UseRuntimeApi(Run.Address(server))
            .Build();

        await Assert.ThrowsAsync<NotSupportedException>(() => bootstrap.RunAsync(Cancellation));

        var result = await server.Service.InvokeAsync("f", "{}"u8.ToArray(), null, Cancellation);
        Assert.Contains("\"errorType\":\"NotSupportedException\"", Encoding.UTF8.GetString(result.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_API_that_goes_away_ends_the_loop()
    {
        var run = await Run.StartAsync(LambdaBootstrapBuilder.Create<Greeting, Greeting>(g => g, Serializer));
        await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest("f", "{}"u8.ToArray()));

        await run.Server.DisposeAsync();

        await run.Running;
        await run.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_at_the_first_request_is_an_error()
    {
        using var bootstrap = LambdaBootstrapBuilder.Create<Greeting, Greeting>(g => g, Serializer).UseRuntimeApi("127.0.0.1:9").Build();

        await Assert.ThrowsAsync<HttpRequestException>(() => bootstrap.RunAsync(Cancellation));
    }

    [Fact]
    public async Task A_span_hangs_below_the_invocation_that_hangs_below_its_caller()
    {
        using var spans = new Spans();
        string? traceInHandler = null;
        await using var run = await Run.StartAsync(LambdaBootstrapBuilder.Create<Greeting, Greeting>(
            g =>
            {
                traceInHandler = LambdaTraceProvider.CurrentTraceId;
                return g;
            },
            Serializer));

        var result = await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest("f", "{}"u8.ToArray()) { TraceHeader = spans.XRay });
        await RuntimeApiTests.Until(() => spans.Ended.Length == 2);

        var invoke = spans.Named("INVOKE f");
        var function = spans.Ended.Single(a => a.Source.Name == FunctionSpans.SourceName);
        Assert.Equal(spans.Root, invoke.ParentSpanId);
        Assert.Equal(ActivityKind.Client, invoke.Kind);
        Assert.Equal("f", invoke.GetTagItem("faas.invoked_name"));
        Assert.Equal(invoke.SpanId, function.ParentSpanId);
        Assert.Equal(ActivityKind.Server, function.Kind);
        Assert.Equal(result.RequestId, function.GetTagItem("faas.invocation_id"));
        Assert.Equal("other", function.GetTagItem("faas.trigger"));
        Assert.Equal("123456789012", function.GetTagItem("cloud.account.id"));
        Assert.Equal($"Root=1-{spans.TraceId.ToHexString()[..8]}-{spans.TraceId.ToHexString()[8..]};Parent={invoke.SpanId};Sampled=1", result.TraceHeader);
        Assert.Equal(result.TraceHeader, traceInHandler);
    }

    [Fact]
    public async Task A_failure_is_an_error_on_both_spans()
    {
        using var spans = new Spans();
        await using var run = await Run.StartAsync(LambdaBootstrapBuilder.Create<Greeting, Greeting>(
            Failing(new FormatException("x")), Serializer));

        await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest("f", "{}"u8.ToArray()) { TraceHeader = spans.XRay });
        await RuntimeApiTests.Until(() => spans.Ended.Length == 2);

        Assert.All(spans.Ended, span =>
        {
            Assert.Equal(ActivityStatusCode.Error, span.Status);
            Assert.Equal("FormatException", span.GetTagItem("error.type"));
        });
    }

    [Theory]
    [InlineData("traceparent")]
    [InlineData("X-Amzn-Trace-Id")]
    public async Task An_HTTP_event_brings_its_own_trace(string header)
    {
        using var spans = new Spans();
        await using var run = await Run.StartAsync(LambdaBootstrapBuilder.Create<APIGatewayProxyRequest, APIGatewayProxyResponse>(
            (_, _) => new APIGatewayProxyResponse { StatusCode = 503 }, Serializer));
        var value = header == "traceparent" ? spans.Traceparent : spans.XRay;

        var result = await run.InvokeAsync(new StepFlow.Lambda.InvocationRequest(
            "f", Encoding.UTF8.GetBytes($$$"""{"httpMethod":"GET","resource":"/a/{b}","path":"/a/1","headers":{"{{{header}}}":"{{{value}}}"}}""")));
        await RuntimeApiTests.Until(() => spans.Ended.Length == 1);

        Assert.Equal("""{"statusCode":503,"isBase64Encoded":false}""", Encoding.UTF8.GetString(result.Payload.Span));
        var function = spans.Named("GET /a/{b}");
        Assert.Equal(spans.Root, function.ParentSpanId);
        Assert.Equal("http", function.GetTagItem("faas.trigger"));
        Assert.Equal("/a/{b}", function.GetTagItem("http.route"));
        Assert.Equal(503, function.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Error, function.Status);
    }

    [Fact]
    public void Of_two_carriers_of_one_trace_the_nearer_parent_counts_and_of_two_traces_the_callers()
    {
        using var spans = new Spans();
        var headers = new Dictionary<string, string> { ["Traceparent"] = spans.Traceparent };
        var near = spans.XRay.Replace(spans.Root.ToHexString(), "00f067aa0ba902b7", StringComparison.Ordinal);

        Assert.Equal("00f067aa0ba902b7", FunctionSpans.ParentOf(near, headers).SpanId.ToHexString());
        Assert.Equal(spans.Root, FunctionSpans.ParentOf("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1", headers).SpanId);
        Assert.Equal(spans.Root, FunctionSpans.ParentOf("nonsense", headers).SpanId);
        Assert.Equal(default, FunctionSpans.ParentOf(null, null));
    }

    private static Func<Greeting, ILambdaContext, Greeting> Failing(Exception exception) => (_, _) => throw exception;

    internal sealed record Greeting(string? Text);

    /// <summary>A bootstrap at work.</summary>
    private sealed class Run(LambdaServer server, LambdaBootstrap bootstrap, CancellationTokenSource ending) : IAsyncDisposable
    {
        public LambdaServer Server => server;

        public Task Running { get; } = Task.Run(() => bootstrap.RunAsync(ending.Token));

        public static async Task<Run> StartAsync(LambdaBootstrapBuilder builder)
        {
            var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));
            return new(server, builder.UseRuntimeApi(Address(server)).Build(), CancellationTokenSource.CreateLinkedTokenSource(Cancellation));
        }

        public static string Address(LambdaServer server) => $"127.0.0.1:{server.Client.BaseAddress!.Port}/f";

        public Task<InvocationResult> InvokeAsync(StepFlow.Lambda.InvocationRequest request) => server.Service.InvokeAsync(request, Cancellation);

        public async ValueTask DisposeAsync()
        {
            await ending.CancelAsync();
            await Running;
            bootstrap.Dispose();
            ending.Dispose();
            await server.DisposeAsync();
        }
    }
}

[JsonSerializable(typeof(LambdaBootstrapTests.Greeting))]
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class TestJson : JsonSerializerContext;

// The two versions have nested types of the same names, which one context cannot hold.
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
internal sealed partial class TestJsonV2 : JsonSerializerContext;
