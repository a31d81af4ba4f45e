using System.Text.Json;

namespace StepFlow.Tests.ConsoleUI.Graph;

/// <summary>The recorded definitions from public repositories.</summary>
internal static class RealWorldDefinitions
{
    /// <summary>Each with its id; ends the test where the data is absent.</summary>
    public static IReadOnlyList<(string Id, string Text)> All()
    {
        var all = new List<(string, string)>();
        foreach (var line in File.ReadLines(SharedData.Require("corpora", "real-world", "definitions.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            all.Add((document.RootElement.GetProperty("id").GetString()!, document.RootElement.GetProperty("definition").GetRawText()));
        }

        return all;
    }
}
