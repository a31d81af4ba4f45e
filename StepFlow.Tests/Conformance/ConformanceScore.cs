using System.Globalization;
using System.Text;
using System.Text.Json;

namespace StepFlow.Tests.Conformance;

/// <summary>How many cases pass at each level, over the sets of areas that belong together and over what can be reached in them.</summary>
internal static class ConformanceScore
{
    private static readonly string[] Names = ["L1", "L2", "L3", "ids"];

    private static readonly HashSet<string> LanguageAreas =
    [
        "base", "scenarios", "choice_operators", "intrinsic_functions", "error_handling", "timeouts", "callback", "activities",
        "context_object", "comments", "credentials", "express", "services", "local_mocking", "logs", "assign",
    ];

    private static readonly (string Name, Func<RecordedCase, bool> Holds)[] Sets =
    [
        ("the language in JSONPath", c => LanguageAreas.Contains(c.Area) && !c.UsesJsonata),
        ("definitions with JSONata", c => c.UsesJsonata && !IsApi(c) && c.Area is not "test_state"),
        ("the API (sfn_api...)", IsApi),
        ("TestState", c => c.Area is "test_state"),
        ("all cases", _ => true),
    ];

    /// <summary>One line for each set and level: passed of run, and passed of those that are not out of reach.</summary>
    public static string Table(JsonElement results, IReadOnlyDictionary<string, RecordedCase> cases, KnownDifferences known)
    {
        var run = results.EnumerateArray().Where(ConformanceTests.WasRun)
            .Select(r => (Case: cases[r.GetProperty("id").GetString()!], Passed: r.GetProperty("levels").EnumerateArray().Select(l => l.GetBoolean()).ToArray()))
            .ToList();
        var text = new StringBuilder();
        foreach (var (name, holds) in Sets)
        {
            var members = run.Where(r => holds(r.Case)).ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {members.Count} cases run");
            for (var level = 0; level < Names.Length; level++)
            {
                var passed = members.Count(m => m.Passed[level]);
                var reachable = members.Where(m => !known.Excludes(m.Case.Id, level)).ToList();
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"  {Names[level],-3}  {passed,3} of {members.Count,3} {Share(passed, members.Count)}   reachable: {reachable.Count(m => m.Passed[level]),3} of {reachable.Count,3} {Share(reachable.Count(m => m.Passed[level]), reachable.Count)}   ceiling {Share(reachable.Count, members.Count)}");
            }
        }

        return text.ToString();
    }

    private static bool IsApi(RecordedCase recorded) => recorded.Area.StartsWith("sfn_api", StringComparison.Ordinal);

    private static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{(whole is 0 ? 0 : 100.0 * part / whole),5:F1} %");
}
