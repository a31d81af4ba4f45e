using StepFlow.Language.Json;

namespace StepFlow.Language.Intrinsics;

/// <summary>StringToJson, JsonToString, JsonMerge.</summary>
internal static class JsonFunctions
{
    public static readonly Dictionary<string, IntrinsicFunction> All = new()
    {
        ["StringToJson"] = (arguments, _) => arguments is [JsonString text]
            ? Parse(text.Value)
            : throw IntrinsicFault.InvalidArguments("StringToJson"),
        ["JsonToString"] = (arguments, _) => arguments is [var value]
            ? value.ToString()
            : throw IntrinsicFault.InvalidArguments("JsonToString"),

        // Only shallow merging exists; anything but true asks for it.
        ["JsonMerge"] = (arguments, _) => arguments is [JsonObject left, JsonObject right, not JsonBoolean { Value: true }]
            ? Merge(left, right)
            : throw IntrinsicFault.InvalidArguments("JsonMerge"),
    };

    private static JsonValue Parse(string text)
    {
        try
        {
            return text.Trim().Length is 0 ? JsonValue.Null : JsonValue.Parse(text);
        }
        catch (JsonSyntaxException)
        {
            throw IntrinsicFault.InvalidArguments("StringToJson");
        }
    }

    private static JsonObject Merge(JsonObject left, JsonObject right)
    {
        var merged = new JsonObjectBuilder(left.Count + right.Count);
        foreach (var (name, value) in left.Members)
        {
            merged.Set(name, value);
        }

        foreach (var (name, value) in right.Members)
        {
            merged.Set(name, value);
        }

        return merged.Build();
    }
}
