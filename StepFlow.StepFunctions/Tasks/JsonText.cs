using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks;

internal static class JsonText
{
    /// <summary>A JSON string, or the .NET null for an absent text.</summary>
    public static JsonValue? OrNull(string? text) => text is null ? null : new JsonString(text);

    /// <summary>The text of a parameter: a string's own, JSON for anything else, null for none.</summary>
    public static string? Of(JsonValue? value) => value switch
    {
        null or JsonNull => null,
        JsonString text => text.Value,
        _ => value.ToString(),
    };
}
