using Microsoft.Playwright;
using StepFlow.Tests.EndToEnd;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace StepFlow.Tests.ConsoleUI;

public sealed class RequestsTests(ConsoleFixture console)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_request_is_followed_from_the_gateway_to_its_execution() => console.VisitAsync("/requests", async page =>
    {
        var app = await console.GetAppAsync(Cancellation);
        var (_, started) = await app.Http.PostJsonAsync("trigger", """{"input_value": 21}""", Cancellation);
        var arn = started.GetProperty("executionArn").GetString()!;

        var row = page.Locator("[data-test=request]", new() { HasText = arn.Split(':')[^1] });
        await Expect(row).ToContainTextAsync("/prod/trigger");
        await Expect(row).ToContainTextAsync("202");
        await row.Locator("a").First.ClickAsync();

        await page.Locator("[data-page=request]").WaitForAsync();
        await Expect(page.Locator("[data-test=http-request]")).ToContainTextAsync("\"input_value\": 21");
        await Expect(page.Locator("[data-test=event-sent]")).ToContainTextAsync("\"resource\": \"/trigger\"");
        await Expect(page.Locator("[data-test=function-response]")).ToContainTextAsync("\"statusCode\": 202");
        await Expect(page.Locator("[data-test=http-response]")).ToContainTextAsync(arn);
        await Expect(page.Locator("[data-test=started-execution]")).ToHaveAttributeAsync("href", $"/executions/{arn}");
        Assert.Matches("^/traces/[0-9a-f]{32}$", await page.Locator("[data-test=trace-link]").GetAttributeAsync("href"));
        await Expect(page.Locator("[data-test=waterfall]")).ToContainTextAsync("StartExecution", new() { Timeout = 15_000 });
    });

    [Fact]
    public Task A_request_is_replayed_as_a_new_one() => console.VisitAsync("/requests", async page =>
    {
        await OpenAsync(page, """{"input_value": 22}""");
        var (first, trace) = (page.Url, await TraceAsync(page));

        await page.Locator("[data-test=replay]").ClickAsync();

        await page.WaitForFunctionAsync("first => location.href !== first", first);
        await Expect(page.Locator("[data-test=http-request]")).ToContainTextAsync("\"input_value\": 22");
        await Expect(page.Locator("[data-test=started-execution]")).ToHaveCountAsync(1);
        Assert.NotEqual(trace, await TraceAsync(page));
    });

    [Fact]
    public Task A_changed_request_is_sent() => console.VisitAsync("/requests", async page =>
    {
        await OpenAsync(page, """{"input_value": 23}""");
        var first = page.Url;

        await page.Locator("[data-test=edit]").ClickAsync();
        await page.Locator("[data-test=replay-body]").FillAsync("""{"input_value": 24""");
        await Expect(page.Locator("[data-test=edit-request] [data-test=json-problem]")).ToContainTextAsync("Line 1");
        await page.Locator("[data-test=replay-body]").FillAsync("""{"input_value": 24}""");
        await Expect(page.Locator("[data-test=edit-request] [data-test=json-problem]")).ToHaveTextAsync("Valid JSON");
        await page.Locator("[data-test=replay-edited]").ClickAsync();

        await page.WaitForFunctionAsync("first => location.href !== first", first);
        await Expect(page.Locator("[data-test=http-request]")).ToContainTextAsync("\"input_value\": 24");
        await Expect(page.Locator("[data-test=event-sent]")).ToContainTextAsync("24}");
    });

    [Fact]
    public Task A_request_without_a_route_says_what_there_is() => console.VisitAsync("/requests", async page =>
    {
        var app = await console.GetAppAsync(Cancellation);
        await app.Http.GetAsync("no/such/path", Cancellation);

        await page.Locator("[data-test=filter]").FillAsync("no/such");
        await page.Locator("[data-test=request] a").First.ClickAsync();

        await Expect(page.Locator("[data-test=error]")).ToContainTextAsync("no route fits. gateway serves POST /prod/trigger");
        await Expect(page.Locator("[data-test=event-sent]")).ToContainTextAsync("No function was asked.");
    });

    [Fact]
    public Task A_request_that_is_not_kept_says_so() => console.VisitAsync(
        "/requests/nothing", page => Expect(page.Locator("[data-test=empty]")).ToContainTextAsync("not kept any more"));

    private async Task OpenAsync(IPage page, string body)
    {
        var app = await console.GetAppAsync(Cancellation);
        var (_, started) = await app.Http.PostJsonAsync("trigger", body, Cancellation);
        await page.Locator("[data-test=request]", new() { HasText = started.GetProperty("executionArn").GetString()!.Split(':')[^1] }).Locator("a").First.ClickAsync();
        await page.Locator("[data-page=request]").WaitForAsync();
    }

    private static Task<string?> TraceAsync(IPage page) => page.Locator("[data-test=trace-link]").GetAttributeAsync("href");
}
