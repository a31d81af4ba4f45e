using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StepFlow.Gateway;
using Xunit;

namespace StepFlow.Tests.Gateway;

public sealed class GatewayServiceTests
{
    private readonly FakeTimeProvider _time = new(Apis.Noon);

    [Fact]
    public async Task A_request_becomes_an_event_and_the_reply_a_response()
    {
        var functions = Functions.Answering("""{"statusCode":202,"headers":{"X-A":"b"},"body":"done"}""");
        var gateway = Gateway(Apis.Rest("POST /trigger"), functions);

        var response = await Handle(gateway, Apis.Request("POST", "/prod/trigger", "{}"));

        Assert.Equal(202, response.Status);
        Assert.Equal("done", response.Text());
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Assert.Single(response.Values("x-amzn-RequestId")));
        Assert.Matches("^[A-Za-z0-9_-]{15}=$", Assert.Single(response.Values("x-amz-apigw-id")));
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$", Assert.Single(response.Values("X-Amzn-Trace-Id")));
        Assert.Equal(functions.TraceHeader, Assert.Single(response.Values("X-Amzn-Trace-Id")));
    }

    [Fact]
    public async Task Rest_errors_are_as_recorded()
    {
        var unknown = await Handle(Gateway(Apis.Rest("GET /a"), Functions.Answering("{}")), Apis.Request("GET", "/prod/b"));
        AssertError(unknown, 403, """{"message":"Missing Authentication Token"}""", "MissingAuthenticationTokenException");

        var malformed = await Handle(Gateway(Apis.Rest("GET /a"), Functions.Answering("[]")), Apis.Request("GET", "/prod/a"));
        AssertError(malformed, 502, """{"message": "Internal server error"}""", "InternalServerErrorException");

        var failed = await Handle(Gateway(Apis.Rest("GET /a"), Functions.Failing("""{"errorType":"E"}""")), Apis.Request("GET", "/prod/a"));
        AssertError(failed, 502, """{"message": "Internal server error"}""", "InternalServerErrorException");

        var refused = await Handle(Gateway(Apis.Rest("GET /a"), Functions.Refusing(NotInvoked.Throttled)), Apis.Request("GET", "/prod/a"));
        AssertError(refused, 500, """{"message": "Internal server error"}""", "InternalServerErrorException");

        var large = await Handle(Gateway(Apis.Rest("POST /a"), Functions.Answering("{}")), Apis.Request("POST", "/prod/a", new byte[GatewayService.MostBodyBytes + 1]));
        AssertError(large, 413, """{"message":"Request Too Long"}""", "RequestTooLargeException");

        var tooLargeForLambda = await Handle(Gateway(Apis.Rest("GET /a"), Functions.Refusing(NotInvoked.TooLarge)), Apis.Request("GET", "/prod/a"));
        Assert.Equal(413, tooLargeForLambda.Status);

        var headers = await Handle(Gateway(Apis.Rest("GET /a"), Functions.Answering("{}")), Apis.Request("GET", "/prod/a", "", new Header("X-Long", new string('x', 10_240))));
        Assert.Equal(431, headers.Status);
    }

    [Fact]
    public async Task Http_api_errors_are_as_recorded()
    {
        var unknown = await Handle(Gateway(Apis.Http("GET /a"), Functions.Answering("{}")), Apis.Request("GET", "/b"));
        AssertError(unknown, 404, """{"message":"Not Found"}""", null);

        var failed = await Handle(Gateway(Apis.Http("GET /a"), Functions.Failing("{}")), Apis.Request("GET", "/a"));
        AssertError(failed, 500, """{"message":"Internal Server Error"}""", null);

        var large = await Handle(Gateway(Apis.Http("POST /a"), Functions.Answering("{}")), Apis.Request("POST", "/a", new byte[GatewayService.MostBodyBytes + 1]));
        AssertError(large, 413, """{"message":"Request Entity Too Large"}""", null);
        Assert.Matches("^[A-Za-z0-9_-]{15}=$", Assert.Single(large.Values("Apigw-Requestid")));
        Assert.Empty(large.Values("x-amzn-RequestId"));
    }

    [Fact]
    public async Task Payload_format_1_0_infers_nothing_where_2_0_takes_the_answer_for_the_body()
    {
        var functions = Functions.Answering("""{"hello":"world"}""");

        var version2 = await Handle(Gateway(Apis.Http("GET /a"), functions), Apis.Request("GET", "/a"));
        var version1 = await Handle(Gateway(Apis.HttpVersion1("GET /a"), functions), Apis.Request("GET", "/a"));

        Assert.Equal((200, """{"hello":"world"}"""), (version2.Status, version2.Text()));
        AssertError(version1, 500, """{"message":"Internal Server Error"}""", null);
    }

    [Theory]
    [InlineData(ApiKind.Rest, 29, 504, """{"message": "Endpoint request timed out"}""")]
    [InlineData(ApiKind.Http, 30, 503, """{"message":"Service Unavailable"}""")]
    public async Task A_function_that_takes_too_long_is_not_waited_for(ApiKind kind, int seconds, int status, string body)
    {
        var functions = new Functions(_ => new TaskCompletionSource<FunctionReply>().Task);
        var gateway = Gateway(kind is ApiKind.Rest ? Apis.Rest("GET /a") : Apis.Http("GET /a"), functions);
        var answer = Handle(gateway, Apis.Request("GET", kind is ApiKind.Rest ? "/prod/a" : "/a"));

        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));

        var response = await answer;
        Assert.Equal(status, response.Status);
        Assert.Equal(body, response.Text());
    }

    [Fact]
    public async Task The_last_requests_can_be_looked_at()
    {
        var gateway = Gateway(Apis.Rest("POST /trigger"), Functions.Answering("[]"));

        var response = await Handle(gateway, Apis.Request("POST", "/prod/trigger", "{}"));

        var exchange = Assert.Single(gateway.Recent.List());
        Assert.Equal("POST /trigger", exchange.Route);
        Assert.Equal("fn", exchange.Function);
        Assert.Contains("not an object", exchange.Problem, StringComparison.Ordinal);
        Assert.Equal("[]", Encoding.UTF8.GetString(exchange.Reply!.Payload.Span));
        Assert.Contains("\"resource\":\"/trigger\"", Encoding.UTF8.GetString(exchange.Event.Span), StringComparison.Ordinal);
        Assert.Same(exchange, gateway.Recent.Find(Assert.Single(response.Values("x-amzn-RequestId"))));
    }

    [Fact]
    public async Task A_replayed_request_is_one_more_exchange_in_a_trace_of_its_own()
    {
        var functions = Functions.Answering("""{"statusCode":200}""");
        var gateway = Gateway(Apis.Rest("POST /a"), functions);
        var request = Apis.Request("POST", "/prod/a", "{}");
        request = request with { Headers = [.. request.Headers, new("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), new("X-Kept", "yes")] };
        await Handle(gateway, request);

        var replayed = await gateway.ReplayAsync(gateway.Recent.List()[0].Request, TestContext.Current.CancellationToken);

        Assert.Same(replayed, gateway.Recent.List()[0]);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", gateway.Recent.List()[1].TraceId);
        Assert.NotEqual("0af7651916cd43dd8448eb211c80319c", replayed.TraceId);
        Assert.Equal("yes", replayed.Request.Header("X-Kept"));
        Assert.Equal(request.Body, replayed.Request.Body);
    }

    [Fact]
    public async Task Only_the_last_two_hundred_requests_are_kept()
    {
        var gateway = Gateway(Apis.Rest("GET /a"), Functions.Answering("{}"));
        for (var i = 0; i < 210; i++)
        {
            await Handle(gateway, Apis.Request("GET", $"/prod/a?{i}"));
        }

        Assert.Equal(200, gateway.Recent.List().Count);
        Assert.Equal("209", gateway.Recent.List()[0].Request.Query);
    }

    [Theory]
    [InlineData("traceparent", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")]
    [InlineData("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0")]
    public async Task The_span_of_a_request_goes_on_with_the_callers_trace(string header, string value)
    {
        List<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is GatewayTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var functions = Functions.Answering("[]");

        await Handle(Gateway(Apis.Rest("GET /traced/{id}"), functions), Apis.Request("GET", "/prod/traced/7", "", new Header(header, value)));

        var span = Assert.Single(spans, s => s.DisplayName is "GET /traced/{id}");
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal("5759e988bd862e3fe1be46a994272793", span.TraceId.ToHexString());
        Assert.Equal("53995c3f42cd8ad8", span.ParentSpanId.ToHexString());
        Assert.Equal(502, span.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal($"Root=1-5759e988-bd862e3fe1be46a994272793;Parent={span.SpanId.ToHexString()};Sampled=1", functions.TraceHeader);
    }

    private static void AssertError(GatewayResponse response, int status, string body, string? type)
    {
        Assert.Equal(status, response.Status);
        Assert.Equal(body, response.Text());
        Assert.Equal(["application/json"], response.Values("Content-Type"));
        Assert.Equal(type is null ? [] : [type], response.Values("x-amzn-ErrorType"));
    }

    private static Task<GatewayResponse> Handle(GatewayService gateway, GatewayRequest request) =>
        gateway.HandleAsync(request, TestContext.Current.CancellationToken);

    private GatewayService Gateway(GatewayApi api, Functions functions) => new(api, functions, _time, NullLogger<GatewayService>.Instance);

    private sealed class Functions(Func<ReadOnlyMemory<byte>, Task<FunctionReply>> answer) : IFunctionInvoker
    {
        public string? TraceHeader { get; private set; }

        public static Functions Answering(string reply) => new(_ => Task.FromResult(new FunctionReply(Encoding.UTF8.GetBytes(reply), null)));

        public static Functions Failing(string error) => new(_ => Task.FromResult(new FunctionReply(Encoding.UTF8.GetBytes(error), "Unhandled")));

        public static Functions Refusing(NotInvoked reason) => new(_ => Task.FromException<FunctionReply>(new FunctionNotInvokedException(reason, "refused")));

        public Task<FunctionReply> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string traceHeader, CancellationToken cancellation)
        {
            TraceHeader = traceHeader;
            return answer(payload);
        }
    }
}
