using System.Text.RegularExpressions;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.Hosting.Integrations;

/// <summary>docs/integrations.md says of every optimized integration whether it can be called, and says it rightly.</summary>
public sealed partial class FidelityTests
{
    private static readonly Dictionary<string, bool> Documented = Rows().ToDictionary(r => r.Name, r => r.Works, StringComparer.Ordinal);

    public static TheoryData<string> Integrations => [.. IntegrationCatalog.All.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task The_document_says_what_the_integrations_do(string integration)
    {
        await using var fixture = IntegrationFixture.WithoutEndpoints();
        Assert.True(TaskResource.TryParse("arn:aws:states:::" + integration, out var resource));

        var works = fixture.Set.Tasks.IsSupported(resource, out _);

        var documented = Documented.TryGetValue(integration, out var exact) ? exact : Documented[integration.Split(':')[0] + ":*"];
        Assert.Equal(works, documented);
    }

    private static IEnumerable<(string Name, bool Works)> Rows()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "integrations.md"));
        var table = document[document.IndexOf("### Optimized integrations", StringComparison.Ordinal)..document.IndexOf("### AWS SDK integrations", StringComparison.Ordinal)];
        foreach (var line in table.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)))
        {
            var cells = line.Split('|');
            foreach (Match name in Names().Matches(cells[1]))
            {
                yield return (name.Groups[1].Value, cells[2].TrimStart().StartsWith("works", StringComparison.Ordinal));
            }
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();
}
