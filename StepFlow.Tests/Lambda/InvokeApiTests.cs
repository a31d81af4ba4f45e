using System.Net;
using System.Text.Json;
using StepFlow.Lambda;
using Xunit;

namespace StepFlow.Tests.Lambda;

public sealed class InvokeApiTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private LambdaServer _server = null!;
    private Task _serving = Task.CompletedTask;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LambdaServer.StartAsync(new FunctionConfiguration("echo") { Aliases = ["live"] });
        _serving = _server.ServeAsync("echo", text => text, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        await _server.DisposeAsync();
        _stop.Dispose();
    }

    [Theory]
    [InlineData("echo")]
    [InlineData("echo:$LATEST")]
    [InlineData("echo:live")]
    [InlineData("123456789012:function:echo")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:echo")]
    [InlineData("arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Aecho%3Alive")]
    [InlineData("arn:aws:lambda:eu-west-1:999999999999:function:echo")]
    public async Task A_function_is_found_by_every_form_of_its_name(string name)
    {
        using var response = await _server.InvokeAsync(name, """{"n":1.0}""", Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"n":1.0}""", await response.TextAsync());
        Assert.Equal("$LATEST", response.Header("X-Amz-Executed-Version"));
        Assert.Equal("", response.Header("X-Amz-Function-Error"));
        Assert.Equal("0", response.Header("x-amzn-Remapped-Content-Length"));
        Assert.Equal("application/json", response.Header("Content-Type"));
        Assert.StartsWith("Root=1-", response.Header("X-Amzn-Trace-Id"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "", "nothing")]
    [InlineData("echo", "dev", "echo:dev")]
    [InlineData("echo:dev", "", "echo:dev")]
    public async Task An_unknown_function_or_alias_is_not_found(string name, string qualifier, string inArn)
    {
        using var response = await _server.Client.PostAsync(
            $"/2015-03-31/functions/{name}/invocations?Qualifier={qualifier}", new StringContent("{}"), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("ResourceNotFoundException", response.Header("x-amzn-ErrorType"));
        Assert.Equal(
            $$"""{"Type":"User","Message":"Function not found: arn:aws:lambda:us-east-1:123456789012:function:{{inArn}}"}""",
            await response.TextAsync());
    }

    [Theory]
    [InlineData("echo:live?Qualifier=dev", "InvalidParameterValueException")]
    [InlineData("a%20b?x", "ValidationException")]
    public async Task A_name_that_makes_no_sense_is_refused(string path, string code)
    {
        var (name, query) = (path.Split('?')[0], path.Split('?')[1]);
        using var response = await _server.Client.PostAsync($"/2015-03-31/functions/{name}/invocations?{query}", new StringContent("{}"), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, response.Header("x-amzn-ErrorType"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public async Task Any_JSON_is_an_event_and_none_is_an_empty_object(string payload)
    {
        using var response = await _server.InvokeAsync("echo", payload, Cancellation);

        Assert.Equal(payload.Length == 0 ? "{}" : payload, await response.TextAsync());
    }

    [Fact]
    public async Task What_is_no_JSON_is_refused()
    {
        using var response = await _server.InvokeAsync("echo", "{not json", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("InvalidRequestContentException", response.Header("x-amzn-ErrorType"));
        Assert.Contains("Could not parse request body into json", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RequestResponse", 6291456, HttpStatusCode.OK)]
    [InlineData("RequestResponse", 6291457, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("Event", 1048576, HttpStatusCode.Accepted)]
    [InlineData("Event", 1048577, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Events_have_a_largest_size(string type, int size, HttpStatusCode status)
    {
        using var response = await _server.InvokeAsync("echo", new string('7', size), Cancellation, ("X-Amz-Invocation-Type", type));

        Assert.Equal(status, response.StatusCode);
        if (status is HttpStatusCode.RequestEntityTooLarge)
        {
            Assert.Contains($"Request must be smaller than {size - 1} bytes for the InvokeFunction operation", await response.TextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_dry_run_calls_nothing()
    {
        using var response = await _server.InvokeAsync("echo", "{}", Cancellation, ("X-Amz-Invocation-Type", "DryRun"));
        using var unknown = await _server.InvokeAsync("nothing", "{}", Cancellation, ("X-Amz-Invocation-Type", "DryRun"));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Empty(_server.Service.RecentInvocations("echo"));
    }

    [Fact]
    public async Task An_event_invocation_answers_before_it_runs()
    {
        using var response = await _server.InvokeAsync("echo", "41", Cancellation, ("X-Amz-Invocation-Type", "Event"));
        using var old = await _server.Client.PostAsync("/2014-11-13/functions/echo/invoke-async/", new StringContent("42"), Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("", await response.TextAsync());
        Assert.Equal(HttpStatusCode.Accepted, old.StatusCode);
        Assert.Equal("""{"Status":202}""", await old.TextAsync());
        await RuntimeApiTests.Until(() => _server.Service.RecentInvocations("echo").Count == 2);
        Assert.Equal(["41", "42"], _server.Service.RecentInvocations("echo").Select(i => i.Payload).Order());
    }

    [Fact]
    public async Task An_invocation_is_remembered_with_its_trace()
    {
        using var response = await _server.InvokeAsync(
            "echo", "43", Cancellation, ("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"));

        Assert.Equal("5759e988bd862e3fe1be46a994272793", Assert.Single(_server.Service.RecentInvocations("echo")).TraceId);
    }

    [Theory]
    [InlineData("X-Amz-Invocation-Type", "Sometimes")]
    [InlineData("X-Amz-Log-Type", "Everything")]
    [InlineData("X-Amz-Client-Context", "not base64!")]
    public async Task Headers_with_values_that_do_not_exist_are_refused(string name, string value)
    {
        using var response = await _server.InvokeAsync("echo", "{}", Cancellation, (name, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_log_tail_has_the_lines_of_AWS()
    {
        using var response = await _server.InvokeAsync("echo", "{}", Cancellation, ("X-Amz-Log-Type", "Tail"));

        var log = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(response.Header("X-Amz-Log-Result")));
        var requestId = response.Header("x-amzn-RequestId");
        Assert.StartsWith($"START RequestId: {requestId} Version: $LATEST\nEND RequestId: {requestId}\nREPORT RequestId: {requestId}\tDuration: ", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Functions_are_shown_alone_and_in_pages()
    {
        for (var i = 0; i < 60; i++)
        {
            _server.Service.Add(new FunctionConfiguration($"f{i:00}") { Timeout = TimeSpan.FromSeconds(7), MemoryMegabytes = 256 });
        }

        using var one = await GetAsync("/2015-03-31/functions/f07/configuration");
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:f07", one.RootElement.GetProperty("FunctionArn").GetString());
        Assert.Equal(7, one.RootElement.GetProperty("Timeout").GetInt32());
        Assert.Equal(256, one.RootElement.GetProperty("MemorySize").GetInt32());
        Assert.Equal("Active", one.RootElement.GetProperty("State").GetString());
        using var details = await GetAsync("/2015-03-31/functions/f07?Qualifier=$LATEST");
        Assert.EndsWith(":f07:$LATEST", details.RootElement.GetProperty("Configuration").GetProperty("FunctionArn").GetString(), StringComparison.Ordinal);
        Assert.Equal("Local", details.RootElement.GetProperty("Code").GetProperty("RepositoryType").GetString());

        using var first = await GetAsync("/2015-03-31/functions/?MaxItems=10000");
        var marker = first.RootElement.GetProperty("NextMarker").GetString()!;
        _server.Service.Add(new FunctionConfiguration("a-later-one"));
        using var second = await GetAsync($"/2015-03-31/functions?Marker={Uri.EscapeDataString(marker)}");
        Assert.Equal(50, first.RootElement.GetProperty("Functions").GetArrayLength());
        Assert.False(second.RootElement.TryGetProperty("NextMarker", out _));
        string?[] names = [.. Names(first), .. Names(second)];
        Assert.Equal(["echo", .. Enumerable.Range(0, 60).Select(i => $"f{i:00}")], names);

        using var foreign = await _server.Client.GetAsync("/2015-03-31/functions?Marker=abc", Cancellation);
        Assert.Equal("InvalidParameterValueException", foreign.Header("x-amzn-ErrorType"));

        static IEnumerable<string?> Names(JsonDocument page) =>
            page.RootElement.GetProperty("Functions").EnumerateArray().Select(f => f.GetProperty("FunctionName").GetString());
    }

    [Fact]
    public async Task A_caller_that_leaves_does_not_stop_the_function_but_what_waits_is_not_run()
    {
        await using var server = await LambdaServer.StartAsync(new FunctionConfiguration("slow"));
        using var leaving = new CancellationTokenSource();
        var running = server.Service.InvokeAsync("slow", "1"u8.ToArray(), null, leaving.Token);
        using var next = await server.NextAsync("slow", Cancellation);
        var waiting = server.Service.InvokeAsync("slow", "2"u8.ToArray(), null, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        using var accepted = await server.RespondAsync("slow", next.RequestId(), "1", Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var third = server.Service.InvokeAsync("slow", "3"u8.ToArray(), null, Cancellation);
        using var last = await server.NextAsync("slow", Cancellation);
        Assert.Equal("3", await last.TextAsync());
        using var _ = await server.RespondAsync("slow", last.RequestId(), "3", Cancellation);
        await third;
    }

    private async Task<JsonDocument> GetAsync(string path)
    {
        using var response = await _server.Client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.TextAsync());
    }
}
