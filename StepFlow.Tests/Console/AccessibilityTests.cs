using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>axe-core finds nothing serious on any page, in either theme.</summary>
public sealed class AccessibilityTests(ConsoleFixture console)
{
    private const string Check = """
        async () => JSON.stringify((await axe.run()).violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .map(v => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map(n => `${n.target} (${n.failureSummary})`).join('; ')}`))
        """;

    public static TheoryData<string, ColorScheme> Pages =>
        [.. ConsolePages.Names.SelectMany(name => new[] { ColorScheme.Light, ColorScheme.Dark }.Select(theme => (name, theme)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_has_no_serious_violation(string name, ColorScheme theme)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var axe = await AxeScript.RequireAsync(cancellation);
        var pages = await console.GetPagesAsync(cancellation);

        await console.VisitAsync(pages[name], async page => Assert.Empty(await FindAsync(page, axe)), new(Theme: theme));
    }

    [Fact]
    public async Task The_check_finds_what_is_wrong()
    {
        var axe = await AxeScript.RequireAsync(TestContext.Current.CancellationToken);

        await console.VisitAsync("/", async page =>
        {
            await page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><img src=\"data:,\">')");

            var found = await FindAsync(page, axe);

            Assert.Contains(found, v => v.StartsWith("critical button-name", StringComparison.Ordinal));
            Assert.Contains(found, v => v.StartsWith("critical image-alt", StringComparison.Ordinal));
        });
    }

    private static async Task<string[]> FindAsync(IPage page, string axe)
    {
        await page.AddScriptTagAsync(new() { Path = axe });
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Check))!;
    }
}
