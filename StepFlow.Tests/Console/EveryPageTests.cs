using Microsoft.Playwright;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>
/// Every page in both themes: drawn within its width, wide and narrow, and nothing serious for axe-core to find. What it looks like
/// is for people to see: <c>artifacts/screenshots</c>.
/// </summary>
public sealed class EveryPageTests(ConsoleFixture console)
{
    private const int LongestPage = 2_000;

    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "screenshots");

    public static TheoryData<string, ColorScheme> Pages =>
        [.. from name in ConsolePages.Names from theme in new[] { ColorScheme.Light, ColorScheme.Dark } select (name, theme)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_and_is_accessible(string name, ColorScheme theme)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var pages = await console.GetPagesAsync(cancellation);
        Directory.CreateDirectory(Folder);

        await console.VisitAsync(pages[name], async page =>
        {
            foreach (var width in (int[])[800, 1280])
            {
                await DrawAsync(page, $"{name}-{theme.ToString().ToLowerInvariant()}", width);
                Assert.True(await FitsAsync(page), $"{name} is wider than {width} px");
            }

            Assert.Empty(await Axe.FindSeriousAsync(page, await AxeScript.RequireAsync(cancellation)));
        }, new(theme));
    }

    [Fact]
    public Task The_accessibility_check_finds_what_is_wrong() => console.VisitAsync("/", async page =>
    {
        await page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><img src=\"data:,\">')");

        var found = await Axe.FindSeriousAsync(page, await AxeScript.RequireAsync(TestContext.Current.CancellationToken));

        Assert.Contains(found, v => v.StartsWith("critical button-name", StringComparison.Ordinal));
        Assert.Contains(found, v => v.StartsWith("critical image-alt", StringComparison.Ordinal));
    });

    private static async Task DrawAsync(IPage page, string name, int width)
    {
        await page.SetViewportSizeAsync(width, 860);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var height = await page.EvaluateAsync<int>("document.querySelector('main').scrollHeight");
        await page.SetViewportSizeAsync(width, Math.Clamp(height, 860, LongestPage));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{width}.png"), Animations = ScreenshotAnimations.Disabled });
    }

    private static Task<bool> FitsAsync(IPage page) =>
        page.EvaluateAsync<bool>("(() => { const main = document.querySelector('main'); return main.scrollWidth <= main.clientWidth; })()");
}
