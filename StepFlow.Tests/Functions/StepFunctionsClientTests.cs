using System.Collections.Concurrent;
using System.Text;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StepFlow.Functions.StepFunctions;
using StepFlow.Functions.StepFunctions.Model;
using Xunit;

namespace StepFlow.Tests.Functions;

/// <summary>The client against a listener that shows what came over the wire.</summary>
public sealed class StepFunctionsClientTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Host, string Target, string Body, Dictionary<string, string> Headers)> _requests = new();
    private Func<int, (int Status, string Body)> _answer = _ => (200, "{}");
    private WebApplication _app = null!;
    private AmazonStepFunctionsClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/", async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync();
            _requests.Enqueue((http.Request.Host.Value!, http.Request.Headers["X-Amz-Target"]!, body, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
            var (status, answer) = _answer(_requests.Count);
            http.Response.StatusCode = status;
            http.Response.ContentType = "application/x-amz-json-1.0";
            http.Response.Headers["x-amzn-RequestId"] = "request-7";
            await http.Response.WriteAsync(answer);
        });
        await _app.StartAsync();
        _client = new(new BasicAWSCredentials("AKID", "secret"), new AmazonStepFunctionsConfig
        {
            ServiceURL = _app.Urls.First(),
            AuthenticationRegion = "eu-west-1",
            HttpClientFactory = new SilentHttpClients(),
        });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_call_is_signed_AWS_JSON()
    {
        _answer = _ => (200, """{"executionArn":"arn:e","startDate":1760090400.125}""");

        var started = await _client.StartExecutionAsync(new() { StateMachineArn = "arn:m", Name = "n", Input = """{"a":"é'<"}""" }, Cancellation);

        var request = Assert.Single(_requests);
        Assert.Equal("AWSStepFunctions.StartExecution", request.Target);
        Assert.Equal("""{"stateMachineArn":"arn:m","name":"n","input":"{\"a\":\"é'<\"}"}""", request.Body);
        Assert.Equal("application/x-amz-json-1.0", request.Headers["Content-Type"]);
        Assert.Contains("/eu-west-1/states/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("arn:e", started.ExecutionArn);
        Assert.Equal(new DateTime(2025, 10, 10, 10, 0, 0, 125, DateTimeKind.Utc), started.StartDate);
    }

    [Fact]
    public async Task A_synchronous_start_goes_to_the_endpoint_as_it_was_given()
    {
        _answer = _ => (200, """{"executionArn":"arn:e","status":"FAILED","error":"E","cause":"c","startDate":1,"stopDate":2}""");

        var ended = await _client.StartSyncExecutionAsync(new() { StateMachineArn = "arn:m", Input = "{}" }, Cancellation);

        Assert.Equal(new Uri(_app.Urls.First()).Authority, Assert.Single(_requests).Host);
        Assert.Equal(SyncExecutionStatus.FAILED, ended.Status);
        Assert.Equal("E", ended.Error);
        Assert.Equal("c", ended.Cause);
    }

    [Fact]
    public async Task All_calls_reach_their_operation()
    {
        await _client.SendTaskSuccessAsync(new() { TaskToken = "t", Output = "1" }, Cancellation);
        await _client.SendTaskFailureAsync(new() { TaskToken = "t", Error = "E", Cause = "c" }, Cancellation);
        await _client.SendTaskHeartbeatAsync(new() { TaskToken = "t" }, Cancellation);
        await _client.DescribeExecutionAsync(new() { ExecutionArn = "arn:e" }, Cancellation);
        await _client.StopExecutionAsync(new() { ExecutionArn = "arn:e", Error = "E" }, Cancellation);
        await _client.GetExecutionHistoryAsync(new() { ExecutionArn = "arn:e", ReverseOrder = true, MaxResults = 5 }, Cancellation);

        Assert.Equal(
            [
                """SendTaskSuccess {"taskToken":"t","output":"1"}""",
                """SendTaskFailure {"taskToken":"t","error":"E","cause":"c"}""",
                """SendTaskHeartbeat {"taskToken":"t"}""",
                """DescribeExecution {"executionArn":"arn:e"}""",
                """StopExecution {"executionArn":"arn:e","error":"E"}""",
                """GetExecutionHistory {"executionArn":"arn:e","maxResults":5,"reverseOrder":true}""",
            ],
            _requests.Select(r => $"{r.Target["AWSStepFunctions.".Length..]} {r.Body}"));
    }

    [Theory]
    [InlineData("ExecutionDoesNotExist", typeof(ExecutionDoesNotExistException))]
    [InlineData("com.amazonaws.swf.service.v2.model#TaskTimedOut", typeof(TaskTimedOutException))]
    [InlineData("SomethingNew", typeof(AmazonStepFunctionsException))]
    public async Task An_error_becomes_the_exception_of_its_name(string type, Type exception)
    {
        _answer = _ => (400, $$"""{"__type":"{{type}}","message":"no such thing"}""");

        var thrown = await Assert.ThrowsAsync(exception, () => _client.DescribeExecutionAsync(new() { ExecutionArn = "arn:e" }, Cancellation));

        var error = Assert.IsType<AmazonStepFunctionsException>(thrown, exactMatch: false);
        Assert.Equal(type.Split('#')[^1], error.ErrorCode);
        Assert.Equal("no such thing", error.Message);
        Assert.Equal("request-7", error.RequestId);
        Assert.Single(_requests);
    }

    [Fact]
    public async Task A_server_error_is_tried_again()
    {
        _answer = count => count < 2 ? (500, "{}") : (200, """{"executionArn":"arn:e"}""");

        await _client.StartExecutionAsync(new() { StateMachineArn = "arn:m" }, Cancellation);

        Assert.Equal(2, _requests.Count);
    }

    [Fact]
    public async Task The_trace_goes_along_with_the_calls_own_span_as_parent()
    {
        using var spans = new Spans();
        using var source = new System.Diagnostics.ActivitySource("StepFlow.Tests");
        using (source.StartActivity("caller", System.Diagnostics.ActivityKind.Internal, spans.Traceparent))
        {
            await _client.StartExecutionAsync(new() { StateMachineArn = "arn:m" }, Cancellation);
        }

        var call = spans.Named("SFN.StartExecution");
        var headers = Assert.Single(_requests).Headers;
        Assert.Equal($"00-{spans.TraceId}-{call.SpanId}-01", headers["traceparent"]);
        Assert.Equal($"Root=1-{spans.TraceId.ToHexString()[..8]}-{spans.TraceId.ToHexString()[8..]};Parent={call.SpanId};Sampled=1", headers["X-Amzn-Trace-Id"]);
        Assert.Equal("arn:m", call.GetTagItem("aws.step_functions.state_machine.arn"));
        Assert.Equal(spans.Named("caller").SpanId, call.ParentSpanId);
    }

    [Fact]
    public async Task A_history_is_read_with_the_parameters_of_its_tasks()
    {
        _answer = _ => (200, """{"events":[{"id":3,"previousEventId":2,"timestamp":1,"type":"TaskScheduled","taskScheduledEventDetails":{"resource":"invoke.waitForTaskToken","resourceType":"lambda","parameters":"{}"}}],"nextToken":"n"}""");

        var history = await _client.GetExecutionHistoryAsync(new() { ExecutionArn = "arn:e" }, Cancellation);

        var task = Assert.Single(history.Events!);
        Assert.Equal(HistoryEventType.TaskScheduled, task.Type);
        Assert.Equal("invoke.waitForTaskToken", task.TaskScheduledEventDetails!.Resource);
        Assert.Equal("n", history.NextToken);
    }

    [Theory]
    [InlineData("us-east-1", null, "https://states.us-east-1.amazonaws.com")]
    [InlineData("cn-north-1", null, "https://states.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-east-1", "http://127.0.0.1:8083/", "http://127.0.0.1:8083/")]
    public void Without_an_endpoint_the_region_says_where(string region, string? given, string expected)
    {
        var provider = new StepFlow.Functions.StepFunctions.Pipeline.StepFunctionsEndpointProvider();

        Assert.Equal(expected, provider.ResolveEndpoint(StepFlow.Functions.StepFunctions.Pipeline.StepFunctionsEndpointProvider.Parameters(region, given)).URL);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "sync-")]
    public void Only_AWS_itself_gets_the_host_prefix(bool hasOwnEndpoint, string prefix)
    {
        var marshaller = new StepFlow.Functions.StepFunctions.Pipeline.StepFunctionsMarshaller(hasOwnEndpoint);

        Assert.Equal(prefix, marshaller.Marshall(new StartSyncExecutionRequest { StateMachineArn = "arn:m" }).HostPrefix);
        Assert.Equal("", marshaller.Marshall(new StartExecutionRequest { StateMachineArn = "arn:m" }).HostPrefix);
        Assert.Equal("""{"stateMachineArn":"arn:m"}""", Encoding.UTF8.GetString(marshaller.Marshall(new StartExecutionRequest { StateMachineArn = "arn:m" }).Content));
    }

    [Fact]
    public void The_variable_for_Step_Functions_is_the_endpoint()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SFN", "http://127.0.0.1:18083");
        try
        {
            Assert.Equal("http://127.0.0.1:18083/", new AmazonStepFunctionsConfig().ServiceURL);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SFN", null);
        }
    }

    // Other tests of this process listen to the spans of HTTP clients, which then put a traceparent of their own in the place of ours.
    private sealed class SilentHttpClients : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler { ActivityHeadersPropagator = null });
    }
}
