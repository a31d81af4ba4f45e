using System.Text.Json;
using Microsoft.Playwright;

namespace StepFlow.Tests.ConsoleUI;

/// <summary>Asks axe-core about a page.</summary>
internal static class Axe
{
    private const string Check = """
        async () => JSON.stringify((await axe.run()).violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical' || v.id === 'landmark-unique')
          .map(v => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map(n => `${n.target} (${n.failureSummary})`).join('; ')}`))
        """;

    /// <summary>Serious and critical violations, and landmarks that cannot be told apart: which rule, where, and what would mend it.</summary>
    /// <param name="script">The path of axe-core.</param>
    public static async Task<string[]> FindSeriousAsync(IPage page, string script)
    {
        await page.AddScriptTagAsync(new() { Path = script });
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>(Check))!;
    }
}
