using System.Net;
using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Xunit;

namespace StepFlow.AspireTests.Running;

/// <summary>AppHost.cs run by Aspire itself: its orchestrator starts the emulator and both functions as processes.</summary>
public sealed class AppHostRunTests(RunningAspire aspire) : IClassFixture<RunningAspire>, IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));

    private CancellationToken Cancellation => _patience.Token;

    private DistributedApplication App => aspire.Application;

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task The_whole_chain_answers_synchronously()
    {
        using var http = App.CreateHttpClient("stepfunctions", "gateway");

        using var response = await http.PostAsync("/prod/trigger/sync", Json("""{"input_value": 10}"""), Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(20, answer.GetProperty("doubled").GetInt32());
    }

    [Fact]
    public async Task State_machines_become_running_children()
    {
        await App.ResourceNotifications.WaitForResourceAsync("flow", KnownResourceStates.Running, Cancellation);

        Assert.True(App.ResourceNotifications.TryGetCurrentState("flow", out var state));
        Assert.Contains(state.Snapshot.Urls, url => url.Url.EndsWith("/state-machines/arn:aws:states:us-east-1:123456789012:stateMachine:flow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_dashboard_s_commands_start_pause_and_reset()
    {
        await App.ResourceNotifications.WaitForResourceAsync("task", KnownResourceStates.Running, Cancellation);

        Assert.True((await App.ResourceCommands.ExecuteCommandAsync("stepfunctions", "pause", Cancellation)).Success);
        var started = await App.ResourceCommands.ExecuteCommandAsync("task", "start-execution", Cancellation);
        Assert.True(started.Success, started.Message);
        var arn = started.Message!["Started ".Length..];
        Assert.Equal("RUNNING", await StatusAsync(arn));

        Assert.True((await App.ResourceCommands.ExecuteCommandAsync("stepfunctions", "resume", Cancellation)).Success);
        await EventuallyAsync(async () => await StatusAsync(arn) is not "RUNNING");

        Assert.True((await App.ResourceCommands.ExecuteCommandAsync("stepfunctions", "reset", Cancellation)).Success);
        await EventuallyAsync(async () => await StatusAsync(arn) is "ExecutionDoesNotExist");
        await EventuallyAsync(async () => (await CallAsync("DescribeStateMachine", $$"""{"stateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:task"}""")).TryGetProperty("definition", out _));
    }

    private async Task<string?> StatusAsync(string arn)
    {
        var answer = await CallAsync("DescribeExecution", $$"""{"executionArn":"{{arn}}"}""");
        return answer.TryGetProperty("status", out var status) ? status.GetString() : answer.GetProperty("__type").GetString()?.Split('#')[^1];
    }

    private async Task<JsonElement> CallAsync(string operation, string request)
    {
        using var http = App.CreateHttpClient("stepfunctions", "http");
        using var message = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(request, Encoding.UTF8, "application/x-amz-json-1.0") };
        message.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        using var response = await http.SendAsync(message, Cancellation);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                if (await isSo())
                {
                    return;
                }
            }
            catch (Exception e) when (e is HttpRequestException or JsonException)
            {
                // While it resets, nobody answers.
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It did not become so within a minute.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation);
        }
    }
}
