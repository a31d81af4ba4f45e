using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using StepFlow.Tests.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.StepFunctions.TimeSkipping;

public sealed class TimeEndpointsTests(StepFunctionsServer server) : IClassFixture<StepFunctionsServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waits_are_listed_and_skipped_over_HTTP()
    {
        var machine = await server.CreateAsync(StepFunctionsServer.Wait);
        var arn = (await server.CallAsync("StartExecution", new { stateMachineArn = machine })).GetProperty("executionArn").GetString();
        using var client = new HttpClient { BaseAddress = server.Address };

        var listed = (await client.GetFromJsonAsync<JsonElement>("stepflow/time", Cancellation)).GetProperty("waiting").EnumerateArray();
        var waiting = Assert.Single(listed, w => w.GetProperty("executionArn").GetString() == arn);
        Assert.Equal(("W", "Wait"), (waiting.GetProperty("state").GetString(), waiting.GetProperty("for").GetString()));

        var skipped = await SkipAsync(client, $$"""{"executionArn":"{{arn}}"}""");
        Assert.Equal(arn, Assert.Single(skipped.GetProperty("moves").EnumerateArray()).GetProperty("executionArn").GetString());

        var execution = await server.EndAsync(arn!);
        Assert.Equal("SUCCEEDED", execution.GetProperty("status").GetString());
        var history = await server.CallAsync("GetExecutionHistory", new { executionArn = arn });
        Assert.Equal(
            ["ExecutionStarted", "WaitStateEntered", "WaitStateExited", "ExecutionSucceeded"],
            history.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()));
        Assert.StartsWith("There is no running execution", (await SkipAsync(client, $$"""{"executionArn":"{{arn}}","toEnd":true}""")).GetProperty("whyNot").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"seconds":-1}""", "application/json", "seconds must be between")]
    [InlineData("""{"seconds":5,"executionArn":"arn:x"}""", "application/json", "either executionArn")]
    [InlineData("""{"seconds":"soon"}""", "application/json", "Send a JSON object")]
    [InlineData("{}", "text/plain", "Content-Type")]
    public async Task What_cannot_be_read_is_refused_with_a_sentence(string body, string type, string sentence)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var content = new StringContent(body, Encoding.UTF8, type);

        using var answer = await client.PostAsync("stepflow/time/skip", content, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> SkipAsync(HttpClient client, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("stepflow/time/skip", content, Cancellation);
        return JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancellation));
    }
}
