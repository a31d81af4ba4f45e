using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using StepFlow.Lambda;
using Xunit;

namespace StepFlow.Tests.Lambda;

public sealed partial class RuntimeApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_comes_with_everything_about_it_in_headers()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("hello") { Timeout = TimeSpan.FromSeconds(20) });
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        var answer = server.InvokeAsync("hello", """{"a":"é"}""", Cancellation, ("X-Amz-Client-Context", Convert.ToBase64String("""{"env":{}}"""u8)), ("X-Amz-Tenant-Id", "blue"));
        using var next = await server.NextAsync("hello", Cancellation);

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal("application/json", next.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"a":"é"}""", await next.TextAsync());
        Assert.True(Guid.TryParse(next.RequestId(), out _));
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:hello", next.Header("Lambda-Runtime-Invoked-Function-Arn"));
        Assert.InRange(long.Parse(next.Header("Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture), before + 20_000, before + 30_000);
        Assert.Matches(TraceHeader(), next.Header("Lambda-Runtime-Trace-Id"));
        Assert.Equal("""{"env":{}}""", next.Header("Lambda-Runtime-Client-Context"));
        Assert.Equal("blue", next.Header("Lambda-Runtime-Aws-Tenant-Id"));

        using var accepted = await server.RespondAsync("hello", next.RequestId(), "[1.0]", Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("""{"status":"OK"}""", await accepted.TextAsync());
        using var response = await answer;
        Assert.Equal("[1.0]", await response.TextAsync());
        Assert.Equal(next.RequestId(), response.Header("x-amzn-RequestId"));
    }

    [Fact]
    public async Task Each_event_goes_to_exactly_one_poller()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("echo"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var seen = new ConcurrentBag<string>();
        var pollers = Enumerable.Range(0, 8).Select(_ => server.ServeAsync("echo", e => { seen.Add(e); return e; }, stop.Token)).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var response = await server.InvokeAsync("echo", i.ToString(CultureInfo.InvariantCulture), Cancellation);
            return await response.TextAsync();
        }));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => i.ToString(CultureInfo.InvariantCulture)), answers);
        Assert.Equal(200, seen.Count);
        Assert.Equal(200, seen.Distinct().Count());
        await stop.CancelAsync();
        await Task.WhenAll(pollers);
    }

    [Fact]
    public async Task A_poller_that_goes_away_takes_no_event_with_it()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("echo"));
        using (var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            var poll = server.NextAsync("echo", gone.Token);
            await server.Service.WaitUntilReadyAsync("echo", Cancellation);
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        }

        var answer = server.InvokeAsync("echo", "7", Cancellation);
        using var next = await server.NextAsync("echo", Cancellation);
        using var _ = await server.RespondAsync("echo", next.RequestId(), "8", Cancellation);

        using var response = await answer;
        Assert.Equal("8", await response.TextAsync());
    }

    [Fact]
    public async Task Without_a_name_the_only_function_is_meant_and_several_are_refused()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("one"));
        var answer = server.InvokeAsync("one", "1", Cancellation);
        using var next = await server.Client.GetAsync("/2018-06-01/runtime/invocation/next", Cancellation);
        using var accepted = await server.Client.PostAsync(
            $"/2018-06-01/runtime/invocation/{next.RequestId()}/response", new StringContent("2"), Cancellation);
        Assert.Equal("2", await (await answer).TextAsync());

        server.Service.Add(new FunctionConfiguration("two"));
        using var refused = await server.Client.GetAsync("/2018-06-01/runtime/invocation/next", Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("AWS_LAMBDA_RUNTIME_API=host:port/name", await refused.TextAsync(), StringComparison.Ordinal);
        using var unknown = await server.NextAsync("three", Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, unknown.StatusCode);
    }

    [Theory]
    [InlineData("nobody-asked")]
    [InlineData("twice")]
    public async Task An_answer_that_nobody_waits_for_is_a_bad_request(string kind)
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));
        var requestId = "00000000-0000-4000-8000-000000000000";
        if (kind == "twice")
        {
            var answer = server.InvokeAsync("f", "1", Cancellation);
            using var next = await server.NextAsync("f", Cancellation);
            requestId = next.RequestId();
            using var first = await server.RespondAsync("f", requestId, "1", Cancellation);
            using var _ = await answer;
        }

        using var refused = await server.RespondAsync("f", requestId, "1", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("""{"errorMessage":"Invalid request ID","errorType":"InvalidRequestID"}""", await refused.TextAsync());
    }

    [Fact]
    public async Task A_reported_error_reaches_the_caller_as_it_is()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));
        var answer = server.InvokeAsync("f", "{}", Cancellation);
        using var next = await server.NextAsync("f", Cancellation);
        const string Error = """{"errorMessage":"it's over","errorType":"Boom","stackTrace":["at a"]}""";
        using var accepted = await server.Client.PostAsync(
            $"/f/2018-06-01/runtime/invocation/{next.RequestId()}/error", new StringContent(Error), Cancellation);

        using var response = await answer;

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Unhandled", response.Header("X-Amz-Function-Error"));
        Assert.Equal(Error, await response.TextAsync());
        Assert.Equal("Boom", server.Service.Describe("f").LastError);
    }

    [Fact]
    public async Task An_error_without_body_takes_its_type_from_the_header()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));
        var answer = server.InvokeAsync("f", "{}", Cancellation);
        using var next = await server.NextAsync("f", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/f/2018-06-01/runtime/invocation/{next.RequestId()}/error");
        request.Headers.Add("Lambda-Runtime-Function-Error-Type", "Function.Odd");
        using var _ = await server.Client.SendAsync(request, Cancellation);

        Assert.Equal("""{"errorType":"Function.Odd","errorMessage":""}""", await (await answer).TextAsync());
    }

    [Fact]
    public async Task An_init_error_is_served_to_the_first_invocation_only()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));
        const string Error = """{"errorMessage":"no module","errorType":"Runtime.ImportModuleError","requestId":""}""";
        using var accepted = await server.Client.PostAsync("/f/2018-06-01/runtime/init/error", new StringContent(Error), Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);

        using var first = await server.InvokeAsync("f", "{}", Cancellation);
        Assert.Equal(Error, await first.TextAsync());
        Assert.Equal("Unhandled", first.Header("X-Amz-Function-Error"));

        var second = server.InvokeAsync("f", "{}", Cancellation);
        using var next = await server.NextAsync("f", Cancellation);
        using var _ = await server.RespondAsync("f", next.RequestId(), "true", Cancellation);
        Assert.Equal("true", await (await second).TextAsync());
    }

    [Fact]
    public async Task An_init_error_is_served_to_an_invocation_that_waits()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));
        var waiting = server.InvokeAsync("f", "{}", Cancellation);
        await Until(() => server.Service.Describe("f").Queued == 1);
        using var _ = await server.Client.PostAsync("/f/2018-06-01/runtime/init/error", new StringContent("""{"errorType":"X"}"""), Cancellation);

        Assert.Equal("""{"errorType":"X"}""", await (await waiting).TextAsync());
    }

    [Theory]
    [InlineData(6291556, HttpStatusCode.Accepted)]
    [InlineData(6291557, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(40_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_response_may_have_6291556_bytes(int size, HttpStatusCode status)
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));
        var answer = server.InvokeAsync("f", "{}", Cancellation);
        using var next = await server.NextAsync("f", Cancellation);
        using var posted = await server.RespondAsync("f", next.RequestId(), new string('1', size), Cancellation);
        using var response = await answer;

        Assert.Equal(status, posted.StatusCode);
        if (status is HttpStatusCode.Accepted)
        {
            Assert.Equal(size, (await response.TextAsync()).Length);
        }
        else
        {
            Assert.Equal("Unhandled", response.Header("X-Amz-Function-Error"));
            Assert.Equal(
                """{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}""",
                await response.TextAsync());
        }
    }

    [Fact]
    public async Task A_streamed_response_that_fails_late_says_so_in_its_trailers()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));
        var answer = server.InvokeAsync("f", "{}", Cancellation);
        using var next = await server.NextAsync("f", Cancellation);
        var body = Convert.ToBase64String("""{"errorMessage":"late","errorType":"Late"}"""u8);
        var post = $"POST /f/2018-06-01/runtime/invocation/{next.RequestId()}/response HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            + "Lambda-Runtime-Function-Response-Mode: streaming\r\nTrailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n"
            + $"3\r\nabc\r\n0\r\nLambda-Runtime-Function-Error-Type: Late\r\nLambda-Runtime-Function-Error-Body: {body}\r\n\r\n";
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server.Client.BaseAddress!.Port, Cancellation);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(post), Cancellation);

        Assert.Equal("""{"errorMessage":"late","errorType":"Late"}""", await (await answer).TextAsync());
    }

    [Fact]
    public async Task What_the_Runtime_API_does_not_have_here_is_refused_by_name()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("f"));

        using var refused = await server.Client.GetAsync("/f/2018-06-01/runtime/restore/next", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains("no SnapStart", await refused.TextAsync(), StringComparison.Ordinal);
    }

    internal static async Task Until(Func<bool> condition)
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(limit) < TimeSpan.FromMinutes(2), "waited two minutes in vain");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }

    [GeneratedRegex("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$")]
    private static partial Regex TraceHeader();
}
