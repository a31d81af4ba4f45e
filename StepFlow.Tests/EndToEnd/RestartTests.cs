using System.Text.Json;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>What a crash leaves: everything that was acknowledged.</summary>
public sealed class RestartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flow_that_waited_when_the_host_was_killed_is_finished_by_the_next_one()
    {
        var data = Directory.CreateTempSubdirectory("stepflow-e2e-").FullName;
        JsonElement started;
        await using (var first = await AppHostProcess.StartAsync(Cancellation, data))
        {
            started = (await first.Gateway.PostJsonAsync("trigger", """{"input_value": 10, "wait_seconds": 6}""", Cancellation)).Body;
            await Eventually.GetAsync(() => HistoryAsync(first, started), history => history.Contains("WaitStateEntered", StringComparison.Ordinal), Cancellation);
            await first.KillAsync(Cancellation);
        }

        await using var second = await AppHostProcess.StartAsync(Cancellation, data);
        var name = new Uri(started.GetProperty("statusUrl").GetString()!).Segments[^1];
        var ended = await Eventually.GetAsync(
            async () => (await second.Gateway.GetJsonAsync($"executions/{name}", Cancellation)).Body, e => e.GetProperty("status").GetString() is not "RUNNING", Cancellation);

        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());
        Assert.Equal(20, ended.GetProperty("output").GetProperty("doubled").GetInt32());
        var history = await HistoryAsync(second, started);
        Assert.Equal(2, history.Split("\"WaitStateEntered\"").Length);
        Directory.Delete(data, recursive: true);
    }

    private static async Task<string> HistoryAsync(AppHostProcess app, JsonElement started)
    {
        var request = JsonSerializer.Serialize(new { executionArn = started.GetProperty("executionArn").GetString(), maxResults = 1000 });
        return (await app.CallStepFunctionsAsync("GetExecutionHistory", request, Cancellation)).GetRawText();
    }
}
