using System.Text.RegularExpressions;
using StepFlow.Language.Json;
using StepFlow.Language.Validation;
using Xunit;

namespace StepFlow.Tests.Language.Validation;

/// <summary>Definitions of public repositories: each refusal is listed with AWS's rule.</summary>
public sealed partial class RealWorldDefinitionTests
{
    [Fact]
    public void Every_refusal_is_justified()
    {
        var known = KnownFailures.Read("Language", "Validation", "known-refusals.txt");
        Dictionary<string, string> refused = [];
        List<string> accepted = [];
        foreach (var line in File.ReadLines(SharedData.Require("corpora", "real-world", "definitions.jsonl")))
        {
            var row = (JsonObject)JsonValue.Parse(line);
            var id = ((JsonString)row["id"]!).Value;
            var found = DefinitionValidator.Validate(row["definition"]!.ToString(), new ValidationOptions(AllowSubstitutions: true));
            if (found.Any(d => d.IsError))
            {
                refused[id] = string.Join("; ", found.Where(d => d.IsError).Select(d => $"{d.Code}: {d.Message} at {d.Location}"));
            }
            else
            {
                accepted.Add(id);
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{accepted.Count} accepted, {refused.Count} refused");
        known.Check(refused, accepted);
    }

    [Fact]
    public void Every_listed_refusal_stands_in_the_documentation()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "fidelity.md"));
        var documented = Identifier().Matches(document).Select(m => m.Value).Order(StringComparer.Ordinal);

        Assert.Equal(KnownFailures.Read("Language", "Validation", "known-refusals.txt").Ids.Order(StringComparer.Ordinal), documented);
    }

    [GeneratedRegex("rw-[0-9a-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Identifier();
}
