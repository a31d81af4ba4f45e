using System.Text.Json;
using StepFlow.Hosting;
using StepFlow.StepFunctions.Catalog;
using StepFlow.Tests.EndToEnd;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>An application of its own: skipping for all must not touch what other tests wait for.</summary>
public sealed class TimeTests(ConsoleFixture console) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stepflow-");
    private StepFlowHost _app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Write("patient", """{"StartAt":"Day","States":{"Day":{"Type":"Wait","Seconds":86400,"Next":"Hour"},"Hour":{"Type":"Wait","Seconds":3600,"End":true}}}""");
        Write("approval", """
            {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:approver","HeartbeatSeconds":600,"TimeoutSeconds":7200,"End":true}}}
            """);
        _app = await StepFlowHost.StartAsync(
            builder =>
            {
                builder.AddStateMachine("patient", "patient.asl.json", StateMachineType.Standard);
                builder.AddStateMachine("approval", "approval.asl.json", StateMachineType.Standard);
            },
            new() { Directory = _folder.FullName },
            Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_wait_is_skipped_and_the_execution_ends()
    {
        var arn = await StartAsync("patient");
        await console.VisitAsync(_app.ConsoleAddress, "/time", async page =>
        {
            var row = page.Locator("[data-test=wait]", new() { HasText = arn.Split(':')[^1] });
            await Expect(row).ToContainTextAsync("Day");
            await Expect(row).ToContainTextAsync("23 h 59 m");
            await row.Locator("[data-test=skip]").ClickAsync();
            await Expect(row).ToContainTextAsync("Hour");
            await Expect(row).ToContainTextAsync("+23 h 59 m");
            await row.Locator("[data-test=skip]").PressAsync("Enter");
            await Expect(row).ToHaveCountAsync(0);
            await Expect(page.Locator("[data-test=past-skip]")).ToHaveCountAsync(2);
        });

        var ended = await CallAsync("DescribeExecution", $$"""{"executionArn":"{{arn}}"}""");
        Assert.Equal("SUCCEEDED", ended.GetProperty("status").GetString());

        await console.VisitAsync(_app.ConsoleAddress, $"/executions/{arn}?tab=events", async page =>
        {
            await Expect(page.Locator("[data-test=skipped]")).ToContainTextAsync("1 d");
            var skips = page.Locator("[data-test=event]", new() { HasText = "Time skipped by" });
            await Expect(skips).ToHaveCountAsync(2);
            await page.Locator("[data-test=tab-timeline]").ClickAsync();
            await Expect(page.Locator("[data-test=skip]")).ToHaveCountAsync(2);
            await Expect(page.Locator("[data-test=timeline-row]")).ToHaveCountAsync(2);
        });
    }

    [Fact]
    public async Task All_executions_are_moved_on_by_a_time_or_to_the_next_timer()
    {
        await CallAsync("CreateActivity", """{"name":"approver"}""");
        var patient = await StartAsync("patient");
        var approval = await StartAsync("approval");
        await console.VisitAsync(_app.ConsoleAddress, "/time", async page =>
        {
            await Expect(page.Locator("[data-test=wait][data-for=ActivityWorker]")).ToContainTextAsync("no time brings it");
            await Expect(page.Locator("[data-test=wait][data-for=TaskTimeout]")).ToContainTextAsync("1 h 59 m");
            await page.Locator("[data-test=skip-all]").ClickAsync();
            await page.Locator("[data-test=skip-by]").SelectOptionAsync("3600");
            await page.Locator("[data-test=skip-time]").ClickAsync();
            await Expect(page.Locator("[data-test=wait]")).ToContainTextAsync("20 h 59 m");
            await Expect(page.Locator("[data-test=waiting-count]")).ToHaveTextAsync("1 timer of 1 execution");
        });

        var ended = await CallAsync("DescribeExecution", $$"""{"executionArn":"{{approval}}"}""");
        Assert.Equal("States.Timeout", ended.GetProperty("error").GetString());
        Assert.Equal("RUNNING", (await CallAsync("DescribeExecution", $$"""{"executionArn":"{{patient}}"}""")).GetProperty("status").GetString());
    }

    private void Write(string name, string definition) => File.WriteAllText(Path.Combine(_folder.FullName, $"{name}.asl.json"), definition);

    private Task<string> StartAsync(string machine) => _app.StartExecutionAsync(machine, Cancellation);

    private Task<JsonElement> CallAsync(string operation, string request) => _app.CallAsync(operation, request, Cancellation);
}
