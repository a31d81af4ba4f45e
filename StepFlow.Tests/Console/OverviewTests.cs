using System.Net.Http.Json;
using StepFlow.Tests.EndToEnd;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace StepFlow.Tests.ConsoleUI;

public sealed class OverviewTests(ConsoleFixture console)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Everything_that_runs_is_there() => console.VisitAsync("/", async page =>
    {
        var app = await console.GetAppAsync(Cancellation);
        await Expect(page.Locator("[data-test=function-trigger] [data-test=status]")).ToHaveTextAsync("Ready");
        await Expect(page.Locator("[data-test=function-worker] [data-test=status]")).ToHaveTextAsync("Ready");
        await Expect(page.Locator("[data-test=machine]", new() { HasText = "flow-express" })).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-test=routes]")).ToContainTextAsync("/prod/executions/{name}");
        await Expect(page.Locator("[data-test=endpoints]")).ToContainTextAsync(app.StepFunctionsEndpoint.GetLeftPart(UriPartial.Authority));
        await Expect(page.Locator("[data-test=endpoints]")).ToContainTextAsync(app.LambdaEndpoint.GetLeftPart(UriPartial.Authority));
    });

    [Fact]
    public Task The_log_goes_on_while_one_looks() => console.VisitAsync("/", async page =>
    {
        var app = await console.GetAppAsync(Cancellation);
        var log = page.Locator("[data-test=logs] [data-test=log]");
        await Expect(log).Not.ToContainTextAsync("Nobody is at home.");

        await app.Http.PostAsJsonAsync(
            new Uri(app.LambdaEndpoint, "/2015-03-31/functions/worker/invocations"), new { @throw = true, cause = "Nobody is at home." }, Cancellation);

        await Expect(log).ToContainTextAsync("Nobody is at home.");
    });

    [Fact]
    public Task The_command_is_copied() => console.VisitAsync("/", async page =>
    {
        var app = await console.GetAppAsync(Cancellation);

        await page.Locator("[data-test=first-run] [data-test=copy]").ClickAsync();
        await page.Locator("[data-test=first-run] .copied").WaitForAsync();

        Assert.Equal(
            $$"""curl -X POST {{app.Http.BaseAddress}}trigger -H 'Content-Type: application/json' -d '{"input_value": 10}'""",
            await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    });

    [Fact]
    public Task A_first_run_takes_one_click() => console.VisitAsync("/", async page =>
    {
        await page.Locator("[data-test=send-example]").ClickAsync();

        await page.Locator("[data-page=request][data-live=yes]").WaitForAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("POST /prod/trigger");
        await Expect(page.Locator("h1 [data-test=http-status]")).ToHaveTextAsync("202");
        await Expect(page.Locator("[data-test=started] [data-test=status]")).ToHaveTextAsync("Succeeded", new() { Timeout = 15_000 });
    });

    [Fact]
    public Task An_execution_appears_while_one_looks() => console.VisitAsync("/", async page =>
    {
        var app = await console.GetAppAsync(Cancellation);

        var (_, started) = await app.Http.PostJsonAsync("trigger", """{"input_value": 4}""", Cancellation);
        var name = started.GetProperty("executionArn").GetString()!.Split(':')[^1];

        var row = page.Locator("[data-test=executions] tr", new() { HasText = name });
        await Expect(row).ToContainTextAsync("flow");
        await Expect(row.Locator("[data-test=status]")).ToHaveTextAsync("Succeeded", new() { Timeout = 15_000 });
    });
}
