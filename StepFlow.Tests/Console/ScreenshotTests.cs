using Microsoft.Playwright;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>Every page as it looks, in both themes and two widths, for people to look at: <c>artifacts/screenshots</c>.</summary>
public sealed class ScreenshotTests(ConsoleFixture console)
{
    private const int LongestPage = 2_000;

    public static TheoryData<string, ColorScheme, int> Pages =>
    [
        .. from name in ConsolePages.Names
           from theme in new[] { ColorScheme.Light, ColorScheme.Dark }
           from width in new[] { 1280, 800 }
           select (name, theme, width),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_drawn_within_its_width(string name, ColorScheme theme, int width)
    {
        var pages = await console.GetPagesAsync(TestContext.Current.CancellationToken);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName;

        await console.VisitAsync(pages[name], async page =>
        {
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var height = await page.EvaluateAsync<int>("document.querySelector('main').scrollHeight");
            await page.SetViewportSizeAsync(width, Math.Clamp(height, 800, LongestPage));
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{theme.ToString().ToLowerInvariant()}-{width}.png"), Animations = ScreenshotAnimations.Disabled });

            Assert.True(
                await page.EvaluateAsync<bool>("(() => { const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth; })()"),
                $"{name} is wider than {width} px");
        }, new(theme, width));
    }
}
