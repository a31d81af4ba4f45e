using System.Text.RegularExpressions;
using StepFlow.Hosting.Integrations;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.Hosting.Integrations;

/// <summary>Keeps the table of integrations in docs/fidelity.md true: what it says works is supported, what it says is absent is refused.</summary>
public sealed partial class FidelityTableTests
{
    public static TheoryData<string, bool> Resources
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "fidelity.md")).Where(l => l.StartsWith("| `arn:", StringComparison.Ordinal)))
            {
                foreach (Match match in Arn().Matches(line))
                {
                    data.Add(match.Groups["arn"].Value, !line.Contains("| absent |", StringComparison.Ordinal));
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void A_resource_is_supported_as_the_table_says(string arn, bool supported)
    {
        using var integrations = new IntegrationSet(new IntegrationOptions { Variable = _ => null }, functions: null, TimeProvider.System, () => Guid.Empty);

        Assert.True(TaskResource.TryParse(arn, out var resource));
        var answer = integrations.Tasks.IsSupported(resource, out var why);

        Assert.True(answer == supported, $"{arn}: {(answer ? "supported" : why)}");
        Assert.True(supported || why.Length > 0, "A refusal says why.");
    }

    [GeneratedRegex("`(?<arn>arn:[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Arn();
}
