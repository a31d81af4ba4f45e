using System.Text;
using Microsoft.Extensions.Time.Testing;
using StepFlow.Lambda;
using Xunit;

namespace StepFlow.Tests.Lambda;

public sealed class FunctionTimeTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 1, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_function_that_takes_too_long_is_answered_for_and_its_late_answer_refused()
    {
        await using var server = await LambdaServer.StartAsync(_time, configure: null, new FunctionConfiguration("f"));
        var answer = server.Service.InvokeAsync("f", "{}"u8.ToArray(), null, Cancellation);
        using var next = await server.NextAsync("f", Cancellation);

        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));

        var result = await answer;
        Assert.Equal("Unhandled", result.FunctionError);
        Assert.Equal(
            $$"""{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: {{result.RequestId}} Error: Task timed out after 3.00 seconds"}""",
            Encoding.UTF8.GetString(result.Payload.Span));
        using var late = await server.RespondAsync("f", result.RequestId, "1", Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, late.StatusCode);
    }

    [Fact]
    public async Task Time_in_the_queue_does_not_count()
    {
        await using var server = await LambdaServer.StartAsync(_time, configure: null, new FunctionConfiguration("f"));
        var answer = server.Service.InvokeAsync("f", "{}"u8.ToArray(), null, Cancellation);
        _time.Advance(TimeSpan.FromSeconds(30));
        using var next = await server.NextAsync("f", Cancellation);
        using var _ = await server.RespondAsync("f", next.RequestId(), "1", Cancellation);

        Assert.Null((await answer).FunctionError);
    }

    [Theory]
    [InlineData("the host")]
    [InlineData("the function, when it asks")]
    [InlineData("the function, when it has an event")]
    public async Task Time_stands_still_under_a_debugger(string whose)
    {
        var hostDebugged = whose == "the host";
        await using var server = await LambdaServer.StartAsync(_time, o => o.IsDebugging = () => hostDebugged, new FunctionConfiguration("f"));
        var answer = server.Service.InvokeAsync("f", "{}"u8.ToArray(), null, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/f/2018-06-01/runtime/invocation/next");
        if (whose == "the function, when it asks")
        {
            request.Headers.Add("StepFlow-Debugger", "attached");
        }

        using var next = await server.Client.SendAsync(request, Cancellation);
        if (whose == "the function, when it has an event")
        {
            using var told = await server.Client.PutAsync("/f/2018-06-01/runtime/debugger?attached=true", content: null, Cancellation);
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.False(answer.IsCompleted);

        using var _ = await server.RespondAsync("f", next.RequestId(), "1", Cancellation);
        Assert.Null((await answer).FunctionError);
    }

    [Fact]
    public async Task A_failed_event_is_tried_twice_more_after_one_and_two_minutes_under_the_same_id()
    {
        await using var server = await LambdaServer.StartAsync(_time, configure: null, new FunctionConfiguration("f"));
        var accepted = await server.Service.InvokeAsync(
            new InvocationRequest("f", "5"u8.ToArray()) { Type = InvocationType.Event }, Cancellation);
        Assert.Equal(202, accepted.StatusCode);

        foreach (var minutes in new[] { 1, 2, 0 })
        {
            using var next = await server.NextAsync("f", Cancellation);
            Assert.Equal(accepted.RequestId, next.RequestId());
            using var _ = await server.Client.PostAsync(
                $"/f/2018-06-01/runtime/invocation/{next.RequestId()}/error", new StringContent("""{"errorType":"E"}"""), Cancellation);
            var attempts = server.Service.RecentInvocations("f").Count;
            await RuntimeApiTests.Until(() => server.Service.RecentInvocations("f").Count >= attempts);
            if (minutes > 0)
            {
                await AdvanceUntilQueuedAsync(server, TimeSpan.FromMinutes(minutes));
            }
        }

        await RuntimeApiTests.Until(() => server.Service.RecentInvocations("f").Count == 3);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, server.Service.Describe("f").Queued);
    }

    [Fact]
    public async Task Nobody_asking_for_events_is_an_error_with_the_remedy()
    {
        await using var server = await LambdaServer.StartAsync(_time, configure: null, new FunctionConfiguration("f"));
        var answer = server.Service.InvokeAsync("f", "{}"u8.ToArray(), null, Cancellation);
        _time.Advance(TimeSpan.FromSeconds(60));

        var text = Encoding.UTF8.GetString((await answer).Payload.Span);

        Assert.Contains("Start it with AWS_LAMBDA_RUNTIME_API=<address of the Lambda service>/f", text, StringComparison.Ordinal);
    }

    /// <summary>The retry's timer starts after the error was answered; advance until it has fired.</summary>
    private async Task AdvanceUntilQueuedAsync(LambdaServer server, TimeSpan delay)
    {
        var start = _time.GetUtcNow();
        await RuntimeApiTests.Until(() =>
        {
            if (server.Service.Describe("f").Queued == 0)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            return server.Service.Describe("f").Queued == 1;
        });
        Assert.True(_time.GetUtcNow() - start >= delay);
    }
}
