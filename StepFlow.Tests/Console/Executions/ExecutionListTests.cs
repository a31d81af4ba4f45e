using System.Diagnostics;
using Microsoft.Playwright;
using StepFlow.Hosting.Standalone;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace StepFlow.Tests.ConsoleUI.Executions;

/// <summary>The list of executions in a real browser.</summary>
public sealed class ExecutionListTests(ConsoleFixture console)
{
    private const int Many = 10_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_is_live_and_filtered_by_machine_status_and_name()
    {
        var executions = ConsoleExecutions.Of(await console.GetAppAsync(Cancellation));
        var machine = await executions.CreateAsync(ExecutionStories.Approval);

        await console.VisitAsync($"/executions?machine={Uri.EscapeDataString(machine)}", async page =>
        {
            await Expect(page.GetByText("No execution is like that")).ToBeVisibleAsync();
            await executions.CallAsync("StartExecution", new { stateMachineArn = machine, name = "order-1", input = "{}" });
            await executions.CallAsync("StartExecution", new { stateMachineArn = machine, name = "bill-1", input = "{}" });
            await Expect(Rows(page)).ToHaveCountAsync(2);
            await Expect(Rows(page).First).ToContainTextAsync("bill-1");

            await executions.CallAsync("StopExecution", new { executionArn = $"{machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:order-1" });
            await Expect(Rows(page).Last).ToContainTextAsync("Aborted");

            await page.Locator("[data-test=filter-status]").SelectOptionAsync("Running");
            await Expect(Rows(page)).ToHaveCountAsync(1);
            await page.Locator("[data-test=filter-status]").SelectOptionAsync("");
            await page.Locator("[data-test=filter-name]").FillAsync("order");
            await Expect(Rows(page)).ToHaveCountAsync(1);
            await Rows(page).Locator("a").First.ClickAsync();
            await Expect(page.Locator("h1")).ToContainTextAsync("order-1");
        });
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(800)]
    public async Task Names_of_eighty_characters_push_nothing_out_of_sight(int width)
    {
        var executions = ConsoleExecutions.Of(await console.GetAppAsync(Cancellation));
        var machine = await executions.CreateAsync(ExecutionStories.AtOnce, name: $"m{width}-".PadRight(80, 'm'));
        await executions.CallAsync("StartExecution", new { stateMachineArn = machine, name = "e".PadRight(80, 'e'), input = "{}" });

        await console.VisitAsync($"/executions?machine={Uri.EscapeDataString(machine)}", async page =>
        {
            await Expect(Rows(page)).ToHaveCountAsync(1);
            var table = page.Locator(".table-scroll");
            Assert.True(await table.EvaluateAsync<bool>("box => box.scrollWidth <= box.clientWidth"), "the table is wider than the page");
        }, new(Width: width));
    }

    [Fact]
    public async Task Ten_thousand_executions_are_listed_by_the_page()
    {
        await using var service = await StandaloneService.StartAsync(new() { Port = 0, ConsolePort = 0 }, Cancellation);
        using var http = new HttpClient();
        var executions = new ConsoleExecutions(http, service.Address, worker: "");
        var machine = await executions.CreateAsync(ExecutionStories.AtOnce);
        await Parallel.ForAsync(0, Many, Cancellation, async (_, _) => await executions.StartAsync(machine));

        await console.VisitAsync(service.ConsoleAddress!, "/executions", async page =>
        {
            await Expect(page.GetByText("10,000 Standard executions are kept")).ToBeVisibleAsync();
            await Expect(Rows(page)).ToHaveCountAsync(50);
            var newest = await Rows(page).First.InnerTextAsync();

            var clock = Stopwatch.StartNew();
            await page.Locator("[data-test=older]").ClickAsync();
            await Expect(Rows(page).First).Not.ToHaveTextAsync(newest);
            TestContext.Current.TestOutputHelper!.WriteLine($"The next page came after {clock.ElapsedMilliseconds} ms.");
            await Expect(Rows(page)).ToHaveCountAsync(50);

            await page.Locator("[data-test=newest]").ClickAsync();
            await Expect(Rows(page).First).ToContainTextAsync(newest.Split('\n', '\t')[0]);
        });
    }

    private static ILocator Rows(IPage page) => page.Locator("[data-test=execution]");
}
