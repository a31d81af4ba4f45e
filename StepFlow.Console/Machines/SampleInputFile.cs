using System.Text.Json;
using StepFlow.ConsoleUI.Shared;

namespace StepFlow.ConsoleUI.Machines;

/// <summary>
/// Named sample inputs beside a definition: <c>flow.inputs.json</c> beside <c>flow.asl.json</c>, one object whose members are inputs by name.
/// </summary>
internal static class SampleInputFile
{
    private const string Ending = ".inputs.json";

    /// <returns>The inputs, and what is wrong with the file, if anything. No file is no inputs.</returns>
    public static (IReadOnlyList<SampleInput> Inputs, string? Problem) Read(string definitionPath)
    {
        var path = PathOf(definitionPath);
        if (!File.Exists(path))
        {
            return ([], null);
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind is JsonValueKind.Object
                ? ([.. json.RootElement.EnumerateObject().Select(m => new SampleInput(m.Name, JsonText.Pretty(m.Value.GetRawText()), IsOwn: false))], null)
                : ([], $"{path} must hold one JSON object: sample inputs by name.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return ([], $"{path} cannot be read: {e.Message}");
        }
    }

    public static string PathOf(string definitionPath)
    {
        var name = Path.GetFileNameWithoutExtension(definitionPath);
        name = name.EndsWith(".asl", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return Path.Combine(Path.GetDirectoryName(definitionPath) ?? "", name + Ending);
    }
}
