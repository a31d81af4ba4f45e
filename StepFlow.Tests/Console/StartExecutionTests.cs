using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StepFlow.Tests.ConsoleUI.Executions;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>Starting an execution from the page of its state machine.</summary>
public sealed class StartExecutionTests(ConsoleFixture console)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_execution_is_started_once_its_input_is_json() => await VisitFlowAsync(async page =>
    {
        var name = Unique("started");
        var start = page.Locator("[data-test=start-button]");
        await page.Locator("[data-test=start-input]").FillAsync("{ \"input_value\": ");
        await Expect(page.Locator("[data-test=json-problem]")).ToContainTextAsync("Line 1");
        // Fluent's button tells its state by an attribute only.
        await Expect(start).ToHaveAttributeAsync("disabled", "");

        await page.Locator("[data-test=start-input]").FillAsync("""{ "input_value": 4, "wait_seconds": 0 }""");
        await page.Locator("[data-test=start-name]").FillAsync(name);
        await start.ClickAsync();

        var execution = (await ArnAsync("flow")).Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + $":{name}";
        await Expect(page).ToHaveURLAsync(new Regex($"/executions/{Regex.Escape(execution)}$"));
        var described = await CallAsync("DescribeExecution", new { executionArn = execution });
        Assert.Contains("\"input_value\": 4", described.GetProperty("input").GetString(), StringComparison.Ordinal);
    });

    [Fact]
    public async Task As_much_input_as_aws_takes_is_sent_as_it_stands_in_the_editor() => await VisitFlowAsync(async page =>
    {
        var name = Unique("large");
        var input = $$"""{"input_value":4,"wait_seconds":0,"note":"{{string.Concat(Enumerable.Repeat("\\\"é", 60_000))}}"}""";
        await page.Locator("[data-test=start-input]").FillAsync(input);
        await page.Locator("[data-test=start-name]").FillAsync(name);
        await page.Locator("[data-test=start-button]").ClickAsync();

        var execution = (await ArnAsync("flow")).Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + $":{name}";
        await Expect(page).ToHaveURLAsync(new Regex($"/executions/{Regex.Escape(execution)}$"));
        Assert.Equal(input, (await CallAsync("DescribeExecution", new { executionArn = execution })).GetProperty("input").GetString());
    });

    [Fact]
    public async Task A_refused_start_says_why_in_the_words_of_aws() => await VisitFlowAsync(async page =>
    {
        await page.Locator("[data-test=start-name]").FillAsync("not a <name>");
        await page.Locator("[data-test=start-button]").ClickAsync();

        await Expect(page.Locator("[data-test=start] [data-test=error]")).ToContainTextAsync("InvalidName");
    });

    [Fact]
    public async Task An_express_execution_is_awaited_on_the_page() => await VisitAsync("flow-express", async page =>
    {
        await page.Locator("[data-test=start-input]").FillAsync("""{ "input_value": 21, "wait_seconds": 0 }""");
        await page.Locator("[data-test=start-sync]").ClickAsync();

        await Expect(page.Locator("[data-test=sync-result] [data-test=status]")).ToHaveTextAsync("Succeeded", new() { Timeout = 20_000 });
        await Expect(page.Locator("[data-test=sync-output]")).ToContainTextAsync("\"doubled\": 42");
    });

    [Fact]
    public async Task Samples_come_from_the_file_beside_the_definition_and_from_this_browser() => await VisitFlowAsync(async page =>
    {
        var samples = page.Locator("[data-test=samples]");
        await samples.SelectOptionAsync(new SelectOptionValue { Label = "Not a number" });
        await Expect(page.Locator("[data-test=start-input]")).ToHaveValueAsync(new Regex("\"ten\""));

        await page.Locator("[data-test=start-input]").FillAsync("""{ "input_value": 99 }""");
        await page.Locator(".keep summary").ClickAsync();
        await page.Locator("[data-test=sample-name]").FillAsync("Ninety-nine");
        await page.Locator("[data-test=sample-save]").ClickAsync();
        await Expect(samples).ToHaveValueAsync("own:Ninety-nine");

        await page.ReloadAsync();
        await samples.SelectOptionAsync(new SelectOptionValue { Label = "Ninety-nine (this browser)" });
        await Expect(page.Locator("[data-test=start-input]")).ToHaveValueAsync(new Regex("99"));
    });

    private static string Unique(string what) => $"{what}-{Guid.CreateVersion7():N}";

    private Task VisitFlowAsync(Func<IPage, Task> look) => VisitAsync("flow", look);

    private async Task VisitAsync(string machine, Func<IPage, Task> look) =>
        await console.VisitAsync($"/state-machines/{await ArnAsync(machine)}", look);

    private async Task<string> ArnAsync(string machine) => (await console.GetAppAsync(Cancellation)).ArnOf(machine);

    private async Task<JsonElement> CallAsync(string operation, object request) => await ConsoleExecutions.Of(await console.GetAppAsync(Cancellation)).CallAsync(operation, request);
}
