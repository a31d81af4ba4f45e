using Microsoft.Playwright;
using StepFlow.Hosting.Standalone;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>What all pages share: navigation, theme, keyboard.</summary>
public sealed class ShellTests(ConsoleFixture console)
{
    [Fact]
    public Task The_navigation_leads_to_every_page() => console.VisitAsync("/", async page =>
    {
        foreach (var name in (string[])["state-machines", "executions", "requests", "functions", "traces", "time", "overview"])
        {
            await page.Locator($"[data-test=nav-{name}]").ClickAsync();
            await page.Locator($"[data-page={name}][data-live=yes]").WaitForAsync();
            Assert.Equal("page", await page.Locator($"[data-test=nav-{name}]").GetAttributeAsync("aria-current"));
        }
    });

    [Fact]
    public Task The_first_theme_is_that_of_the_system() => console.VisitAsync(
        "/", async page => Assert.True(await IsDarkAsync(page)), new(Theme: ColorScheme.Dark));

    [Fact]
    public Task A_chosen_theme_is_kept_over_a_reload() => console.VisitAsync("/", async page =>
    {
        Assert.False(await IsDarkAsync(page));

        await page.Locator("[data-test=theme-dark]").ClickAsync();
        await page.Locator("body[data-theme=dark]").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("[data-live=yes]").WaitForAsync();

        Assert.True(await IsDarkAsync(page));
        await Assertions.Expect(page.Locator("[data-test=theme-dark]")).ToHaveAttributeAsync("aria-pressed", "true");

        await page.Locator("[data-test=theme-system]").ClickAsync();
        await page.Locator("body:not([data-theme=dark])").WaitForAsync();
    });

    [Fact]
    public Task The_first_tab_stop_skips_the_navigation() => console.VisitAsync("/", async page =>
    {
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
    });

    [Fact]
    public Task An_address_of_no_page_says_so() => console.VisitAsync(
        "/not-found", async page => Assert.Equal("Nothing here", await page.Locator("h1").InnerTextAsync()));

    [Fact]
    public async Task Step_Functions_alone_has_a_console_without_functions_and_requests()
    {
        await using var service = await StandaloneService.StartAsync(new() { Port = 0, ConsolePort = 0 }, TestContext.Current.CancellationToken);

        await console.VisitAsync(service.ConsoleAddress!, "/", async page =>
        {
            await Assertions.Expect(page.Locator("[data-test=first-run]")).ToContainTextAsync($"--endpoint-url {service.Address.GetLeftPart(UriPartial.Authority)}");
            Assert.Equal(0, await page.Locator("[data-test=nav-functions], [data-test=nav-requests]").CountAsync());
            await Assertions.Expect(page.Locator("[data-test=machines]")).ToContainTextAsync("No state machines yet");
        });
    }

    private static Task<bool> IsDarkAsync(IPage page) => page.EvaluateAsync<bool>("document.body.dataset.theme === 'dark'");
}
