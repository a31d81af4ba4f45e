using StepFlow.Language.Data;
using StepFlow.Language.Json;
using StepFlow.Language.States;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>What an ItemReader would have read, given with the test as it stands in its source.</summary>
internal static class ReaderData
{
    /// <param name="data">The given data, or null where none was given.</param>
    /// <param name="reader">How the Map reads.</param>
    /// <param name="scope">The Map state's scope.</param>
    /// <param name="inspection">Learns of what an ItemsPointer points at.</param>
    public static JsonArray Read(string? data, ItemReaderField reader, StateScope scope, Inspection inspection)
    {
        var text = data ?? throw StateTestRefusals.NeedsReaderData();
        var config = reader.ReaderConfig?.Evaluate(scope) as JsonObject ?? JsonObject.Empty;
        var type = (config["InputType"] as JsonString)?.Value ?? "JSON";
        if (type is not "JSON")
        {
            throw StateTestRefusals.ReaderData($"StepFlow reads only JSON for a tested state, not {type}. Give the items with ItemsPath or Items instead.");
        }

        var source = Parse(text);
        if (config["ItemsPointer"] is JsonString pointer)
        {
            source = Follow(source, pointer.Value);
            inspection.Note("afterItemsPointer", source);
        }

        var items = source as JsonArray ?? throw StateTestRefusals.ReaderData("it must be a JSON array");
        return Most(reader, config, scope) is { } most && most < items.Count ? JsonArray.Of(items.Take((int)most)) : items;
    }

    private static JsonValue Parse(string text)
    {
        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonSyntaxException e)
        {
            throw StateTestRefusals.ReaderData(e.Message);
        }
    }

    private static long? Most(ItemReaderField reader, JsonObject config, StateScope scope) =>
        reader.MaxItems?.Evaluate(scope, long.MinValue)
        ?? (config["MaxItems"] is JsonNumber number && number.TryGetInt64(out var most) ? most : null);

    // RFC 6901
    private static JsonValue Follow(JsonValue value, string pointer)
    {
        foreach (var step in pointer.Split('/').Skip(1).Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            value = value switch
            {
                JsonObject o when o[step] is { } member => member,
                JsonArray array when int.TryParse(step, out var index) && index >= 0 && index < array.Count => array[index],
                _ => throw StateTestRefusals.ReaderData($"the ItemsPointer '{pointer}' points at nothing"),
            };
        }

        return value;
    }
}
