using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>Reads members that the catalog itself wrote: a missing one is damage, not input.</summary>
internal static class StoredJson
{
    public static string Text(this JsonObject json, string name) => json.TextOrNull(name) ?? throw Damaged(name);

    public static string? TextOrNull(this JsonObject json, string name) => (json[name] as JsonString)?.Value;

    public static bool Flag(this JsonObject json, string name) => json[name] is JsonBoolean { Value: true };

    public static long Number(this JsonObject json, string name) =>
        json[name] is JsonNumber number && number.TryGetInt64(out var value) ? value : throw Damaged(name);

    public static DateTimeOffset Date(this JsonObject json, string name) => DateTimeOffset.FromUnixTimeMilliseconds(json.Number(name));

    public static IEnumerable<JsonValue> Items(this JsonObject json, string name) => json[name] as JsonArray ?? JsonArray.Empty;

    private static InvalidDataException Damaged(string name) => new($"The catalog is damaged: a stored record has no '{name}'.");
}
