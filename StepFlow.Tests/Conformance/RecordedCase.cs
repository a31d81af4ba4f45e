using System.Text.Json;

namespace StepFlow.Tests.Conformance;

/// <summary>What the score needs to know of a case file.</summary>
internal sealed record RecordedCase(string Id, string Area, bool UsesJsonata)
{
    /// <summary>All cases below a folder, by id.</summary>
    public static IReadOnlyDictionary<string, RecordedCase> ReadAll(string folder) => Directory
        .EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
        .Select(Read)
        .ToDictionary(c => c.Id, StringComparer.Ordinal);

    private static RecordedCase Read(string file)
    {
        using var text = JsonDocument.Parse(File.ReadAllText(file));
        var root = text.RootElement;
        return new(root.GetProperty("id").GetString()!, root.GetProperty("area").GetString()!, HasJsonata(root));
    }

    // Definitions stand in the case itself, in its runs and in the machines that are set up for it.
    private static bool HasJsonata(JsonElement element) => element.EnumerateObject().Any(member => member.Name switch
    {
        "definition" or "definition_text" => member.Value.GetRawText() is var definition
            && (definition.Contains("{%", StringComparison.Ordinal) || definition.Contains("JSONata", StringComparison.Ordinal)),
        "runs" or "setup_state_machines" => member.Value.EnumerateArray().Any(HasJsonata),
        _ => false,
    });
}
