using System.Text.Json;
using Xunit;

namespace StepFlow.Tests.EndToEnd;

/// <summary>A definition file that changes between two starts, and a data folder that is emptied.</summary>
public sealed class DefinitionChangeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stepflow-e2e-").FullName;

    public DefinitionChangeTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "StateMachines"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ProcessTests.AppHostFolder(), "StateMachines")))
        {
            File.Copy(file, Path.Combine(_folder, "StateMachines", Path.GetFileName(file)));
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_changed_file_updates_its_machine_and_running_executions_keep_theirs()
    {
        JsonElement started;
        await using (var first = await StartAsync())
        {
            started = (await first.Gateway.PostJsonAsync("trigger", """{"input_value": 3, "wait_seconds": 8}""", Cancellation)).Body;

            // Only a Wait state lets the downtime pass: the timeout of a task counts it.
            await Eventually.GetAsync(() => HistoryAsync(first, started), history => history.Contains("WaitStateEntered", StringComparison.Ordinal), Cancellation);
            await first.KillAsync(Cancellation);
        }

        var flow = Path.Combine(_folder, "StateMachines", "flow.asl.json");
        await File.WriteAllTextAsync(flow, (await File.ReadAllTextAsync(flow, Cancellation)).Replace("doubled is", "TWICE is", StringComparison.Ordinal), Cancellation);

        await using var second = await StartAsync();
        Assert.Contains("State machine flow was updated", second.Output, StringComparison.Ordinal);
        var newer = (await second.Gateway.PostJsonAsync("trigger", """{"input_value": 3, "wait_seconds": 0}""", Cancellation)).Body;

        Assert.Contains("TWICE is", await SummaryAsync(second, newer), StringComparison.Ordinal);
        Assert.Contains("doubled is", await SummaryAsync(second, started), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_starts_from_nothing()
    {
        JsonElement started;
        await using (var first = await StartAsync())
        {
            started = (await first.Gateway.PostJsonAsync("trigger", """{"input_value": 3}""", Cancellation)).Body;
            await first.KillAsync(Cancellation);
        }

        await using var second = await StartAsync("--reset");

        var (status, _) = await second.Gateway.GetJsonAsync($"executions/{Name(started)}", Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, status);
    }

    private static async Task<string> HistoryAsync(AppHostProcess app, JsonElement started) =>
        (await app.CallStepFunctionsAsync("GetExecutionHistory", $$"""{"executionArn":"{{started.GetProperty("executionArn").GetString()}}"}""", Cancellation)).GetRawText();

    private static string Name(JsonElement started) => started.GetProperty("executionArn").GetString()!.Split(':')[^1];

    private static async Task<string> SummaryAsync(AppHostProcess app, JsonElement started)
    {
        var ended = await Eventually.GetAsync(
            async () => (await app.Gateway.GetJsonAsync($"executions/{Name(started)}", Cancellation)).Body, e => e.GetProperty("status").GetString() is not "RUNNING", Cancellation);
        Assert.True(ended.GetProperty("status").GetString() is "SUCCEEDED", ended.GetRawText());
        return ended.GetProperty("output").GetProperty("summary").GetString()!;
    }

    private Task<AppHostProcess> StartAsync(params string[] arguments) =>
        AppHostProcess.StartAsync(Cancellation, Path.Combine(_folder, "data"), ["--StepFlow:Directory", _folder, .. arguments]);
}
