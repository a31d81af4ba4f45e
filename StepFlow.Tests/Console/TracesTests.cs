using Microsoft.Playwright;
using StepFlow.ConsoleUI.Services;
using StepFlow.Tests.ConsoleUI.Executions;
using StepFlow.Tests.EndToEnd;
using StepFlow.Tests.Traces;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace StepFlow.Tests.ConsoleUI;

public sealed class TracesTests(ConsoleFixture console)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_trace_of_a_curl_appears_and_shows_the_retry_and_what_the_worker_wrote() => console.VisitAsync("/traces", async page =>
    {
        var app = await console.GetAppAsync(Cancellation);
        await page.Locator("[data-test=filter]").FillAsync("states/{name}");
        await page.Locator("[data-test=only-errors]").CheckAsync();
        var before = await page.Locator("[data-test=trace]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.trace)");

        await RetriedRequest.SendAsync(app.Http.BaseAddress!, Cancellation);

        var rows = page.Locator(string.Concat(["[data-test=trace]", .. before.Select(id => $":not([data-trace='{id}'])")]), new() { HasText = "3 failed spans" });
        await rows.First.Locator("a").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("POST /states/{name}");
        await Expect(Span(page, "INVOKE trigger")).ToHaveCountAsync(1);
        await Expect(Span(page, "execute retry-catch")).ToHaveCountAsync(1);
        await Expect(Span(page, "INVOKE worker")).ToHaveCountAsync(2);
        await Expect(Span(page, "attempt 1")).ToContainTextAsync("TransientError");
        await Expect(Span(page, "Call").Locator("[data-kind=retry]")).ToHaveCountAsync(1);

        await Span(page, "INVOKE worker").First.ClickAsync();
        await Expect(page.Locator("[data-test=span-log]")).ToContainTextAsync("Failing attempt 1 with TransientError");
        await Span(page, "execute retry-catch").ClickAsync();
        await Expect(page.Locator("[data-test=span-details]")).ToContainTextAsync("aws.step_functions.state_machine.arn");
        Assert.StartsWith("/executions/arn:aws:states:", await page.Locator("[data-test=span-target]").First.GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.StartsWith("/requests/", await page.Locator("[data-test=trace-request]").GetAttributeAsync("href"), StringComparison.Ordinal);
        await Expect(page.Locator("[data-test=trace-execution]")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task The_tree_is_walked_with_the_keyboard() => console.VisitAsync("/traces", async page =>
    {
        await OpenAsync(page, Samples.Span(0xBEE1, 1, name: "keyboard root", end: 4), Samples.Span(0xBEE1, 2, parent: 1, name: "first", end: 2), Samples.Span(0xBEE1, 3, parent: 2, name: "deep", end: 1));
        await page.Locator("[role=tree]").FocusAsync();

        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Span(page, "first")).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Span(page, "deep")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(Span(page, "deep")).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-test=span-details]")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_trace_grows_while_it_is_looked_at_and_can_be_folded() => console.VisitAsync("/traces", async page =>
    {
        await OpenAsync(page, Samples.Span(0xBEE2, 1, name: "growing", end: 4));
        (await console.GetAppAsync(Cancellation)).Traces!.Add(Samples.Span(0xBEE2, 2, parent: 1, name: "late", end: 2));

        await Expect(Span(page, "late")).ToHaveCountAsync(1);
        await page.Locator("[data-test=fold-all]").ClickAsync();
        await Expect(Span(page, "late")).ToHaveCountAsync(0);
        await page.Locator("[data-test=toggle]").ClickAsync();
        await Expect(Span(page, "late")).ToHaveCountAsync(1);
    });

    [Fact]
    public Task Five_thousand_spans_are_a_few_rows_in_the_browser() => console.VisitAsync("/traces", async page =>
    {
        await OpenAsync(page, [.. Enumerable.Range(1, 5_000).Select(i => Samples.Span(0xBEE3, (ulong)i, parent: i is 1 ? 0 : 1UL, name: i is 1 ? "large" : $"span {i}", start: i is 1 ? 0 : i, end: i is 1 ? 5_001 : i + 1))]);

        await Expect(Span(page, "span 2")).ToHaveCountAsync(1);
        Assert.InRange(await page.Locator("[data-test=span]").CountAsync(), 20, 200);
        await page.Locator("[role=tree]").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await Expect(Span(page, "span 5000")).ToHaveAttributeAsync("aria-selected", "true");
    });

    [Fact]
    public Task A_trace_that_is_not_here_says_why() => console.VisitAsync(
        $"/traces/{0xF00:x32}", page => Expect(page.Locator("[data-test=empty]")).ToContainTextAsync("A span comes when it has ended"));

    [Fact]
    public async Task The_trace_of_a_running_execution_has_its_name_and_the_state_it_is_in()
    {
        var executions = ConsoleExecutions.Of(await console.GetAppAsync(Cancellation));
        var machine = await executions.CreateAsync(ExecutionStories.Approval);
        var arn = await executions.StartAsync(machine);

        await console.VisitAsync($"{Links.Execution(arn)}?tab=trace", async page =>
        {
            await Expect(Span(page, $"execute {ArnNames.Last(machine)}")).ToContainTextAsync("under way");
            await Expect(Span(page, "Approve")).ToContainTextAsync("under way");
            await Expect(Span(page, "await callback")).ToContainTextAsync("under way");
            await Expect(Span(page, "Prepare")).Not.ToContainTextAsync("under way");

            await executions.CallAsync("StopExecution", new { executionArn = arn });
            await Expect(page.GetByText("under way")).ToHaveCountAsync(0);
            await Expect(Span(page, "Approve")).ToHaveCountAsync(1);
        });
    }

    private async Task OpenAsync(IPage page, params StepFlow.Traces.Spans.TraceSpan[] spans)
    {
        var app = await console.GetAppAsync(Cancellation);
        app.Traces!.Add(spans);
        await page.GotoAsync(new Uri(app.ConsoleAddress, $"/traces/{spans[0].TraceId}").ToString());
        await page.Locator("[data-test=waterfall]").WaitForAsync();
    }

    private static ILocator Span(IPage page, string name) => page.Locator($"[data-test=span][data-name='{name}']");
}
