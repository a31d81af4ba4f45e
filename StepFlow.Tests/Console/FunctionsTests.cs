using System.Text.RegularExpressions;
using StepFlow.Hosting;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace StepFlow.Tests.ConsoleUI;

public sealed class FunctionsTests(ConsoleFixture console)
{
    [Fact]
    public Task A_function_is_invoked_with_a_sample() => console.VisitAsync("/functions", async page =>
    {
        await page.Locator("[data-test=function-worker] a").ClickAsync();
        await page.Locator("[data-page=function]").WaitForAsync();

        await page.Locator("[data-test=sample]").SelectOptionAsync("Step Functions task");
        await page.Locator("[data-test=invoke-button]").ClickAsync();

        await Expect(page.Locator("[data-test=invoke-result]")).ToContainTextAsync("Succeeded");
        await Expect(page.Locator("[data-test=invoke-response]")).ToContainTextAsync("\"result\": 20");
        await Expect(page.Locator("[data-test=invocation]").First).ToContainTextAsync("Succeeded");
    });

    [Fact]
    public Task Samples_of_the_gateway_name_the_door_it_is_at() => console.VisitAsync("/functions/trigger", async page =>
    {
        var gateway = (await console.GetAppAsync(TestContext.Current.CancellationToken)).Http.BaseAddress!.Authority;
        foreach (var sample in (string[])["API Gateway REST (1.0)", "API Gateway HTTP (2.0)"])
        {
            await page.Locator("[data-test=sample]").SelectOptionAsync(sample);
            await Expect(page.Locator("[data-test=event]")).ToHaveValueAsync(new Regex($"ost\": *\"{Regex.Escape(gateway)}\""));
        }
    });

    [Fact]
    public Task A_failure_shows_its_error() => console.VisitAsync("/functions/worker", async page =>
    {
        await page.Locator("[data-test=event]").FillAsync("""{"input_value": 1, "throw": true, "stall_seconds": 0.1}""");
        await page.Locator("[data-test=invoke-button]").ClickAsync();

        await Expect(page.Locator("[data-test=invoke-result]")).ToContainTextAsync("Unhandled error");
        await Expect(page.Locator("[data-test=invoke-response]")).ToContainTextAsync("\"errorType\"");
        var invocation = page.Locator("[data-test=invocation]", new() { HasText = "InvalidOperationException" }).First;
        await invocation.Locator("summary").ClickAsync();
        await Expect(invocation).ToContainTextAsync("\"throw\": true");
        await Expect(invocation.Locator("h3").First).ToHaveCSSAsync("font-size", "13px");
        await Expect(invocation.Locator("[data-test=invocation-log]")).ToContainTextAsync("Stalling for 0.1 s");
    });

    [Fact]
    public Task An_event_that_is_no_json_is_not_sent() => console.VisitAsync("/functions/worker", async page =>
    {
        await page.Locator("[data-test=event]").FillAsync("{\n  \"a\": 1,,\n}");

        await Expect(page.Locator("[data-test=invoke] [data-test=json-problem]")).ToContainTextAsync("Line 2");
        await Expect(page.Locator("[data-test=invoke-button]")).ToHaveAttributeAsync("disabled", "");
    });

    [Fact]
    public async Task A_restart_makes_a_new_process()
    {
        // An application of its own: the functions of the shared one are at work for other tests.
        await using var app = await StepFlowHost.StartAsync(
            builder => builder.AddLambdaFunction<Projects.StepFlow_Worker>("worker"), cancellation: TestContext.Current.CancellationToken);

        await console.VisitAsync(app.ConsoleAddress, "/functions/worker", async page =>
        {
            var before = await page.Locator("[data-test=facts] li").First.InnerTextAsync();

            await page.Locator("[data-test=restart]").ClickAsync();

            await Expect(page.Locator("[data-test=facts] li").First).Not.ToHaveTextAsync(before, new() { Timeout = 15_000 });
            await Expect(page.Locator("h1 [data-test=status]")).ToHaveTextAsync("Ready", new() { Timeout = 30_000 });
            await Expect(page.Locator("[data-test=log]")).ToContainTextAsync("restart asked for");
        });
    }

    [Fact]
    public Task An_unknown_function_says_so() => console.VisitAsync(
        "/functions/nobody", page => Expect(page.Locator("[data-test=empty]")).ToContainTextAsync("There is no function named nobody."));
}
