using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

/// <summary>The table of docs/api.md says the truth about what is there.</summary>
public sealed class ApiTableTests
{
    private static readonly IReadOnlyList<string[]> Rows =
    [
        .. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "api.md"))
            .SkipWhile(line => !line.StartsWith("| operation", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    [Fact]
    public void Every_operation_has_one_row() => Assert.Equal(
        ServiceModelTests.Operations().Select(o => o.Name).Order(StringComparer.Ordinal),
        Rows.Select(r => r[0]));

    [Fact]
    public void What_differs_says_how() => Assert.All(Rows, row => Assert.Equal(row[2].Length > 0 ? "differs" : "works", row[1]));

    [Fact]
    public void The_tests_are_there()
    {
        var classes = typeof(ApiTableTests).Assembly.GetTypes().Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var cases = SharedData.Require("conformance", "cases");

        Assert.All(
            Rows.SelectMany(r => r[3].Split(", ")),
            name => Assert.True(classes.Contains(name) || Directory.Exists(Path.Combine(cases, name)), $"There is no test '{name}'."));
    }
}
