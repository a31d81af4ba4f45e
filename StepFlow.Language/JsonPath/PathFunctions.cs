using System.Collections.Frozen;
using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>Computes a value, or null (the .NET one) where there is nothing to compute from.</summary>
internal delegate JsonValue? PathFunction(JsonValue node, ReadOnlySpan<JsonValue> arguments);

/// <summary>The functions that Jayway knows at the end of a path.</summary>
internal static class PathFunctions
{
    public static readonly FrozenDictionary<string, PathFunction> All = new Dictionary<string, PathFunction>
    {
        ["length"] = Length,
        ["size"] = Length,
        ["min"] = (node, more) => Aggregate(node, more, numbers => numbers.Min()),
        ["max"] = (node, more) => Aggregate(node, more, numbers => numbers.Max()),
        ["avg"] = (node, more) => Aggregate(node, more, numbers => numbers.Average()),
        ["sum"] = (node, more) => Aggregate(node, more, numbers => numbers.Sum()),
        ["stddev"] = (node, more) => Aggregate(node, more, Deviation),
        ["keys"] = (node, _) => node is JsonObject o ? JsonArray.Of(o.Names.Select(n => (JsonValue)n)) : JsonValue.Null,
        ["first"] = (node, _) => Item(node, 0),
        ["last"] = (node, _) => Item(node, -1),
        ["index"] = (node, more) => more is [JsonNumber n, ..] ? Item(node, (int)n.Value) : null,
        ["concat"] = Concat,
        ["append"] = Append,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static JsonValue Length(JsonValue node, ReadOnlySpan<JsonValue> arguments) => (arguments is [var first, ..] ? first : node) switch
    {
        JsonArray array => array.Count,
        JsonObject o => o.Count,
        _ => JsonValue.Null,
    };

    private static JsonValue? Item(JsonValue node, int index) => node is JsonArray array ? IndexToken.Item(array, index) : null;

    private static JsonNumber? Aggregate(JsonValue node, ReadOnlySpan<JsonValue> more, Func<List<double>, double> of)
    {
        List<double> numbers = [];
        Collect(node, numbers);
        foreach (var value in more)
        {
            Collect(value, numbers);
            if (value is JsonNumber n)
            {
                numbers.Add(n.Value);
            }
        }

        return numbers.Count is 0 ? null : JsonNumber.Of(of(numbers));
    }

    private static void Collect(JsonValue value, List<double> numbers)
    {
        if (value is JsonArray array)
        {
            numbers.AddRange(array.OfType<JsonNumber>().Select(n => n.Value));
        }
    }

    private static double Deviation(List<double> numbers)
    {
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Sum(n => (n - mean) * (n - mean)) / numbers.Count);
    }

    private static JsonValue? Concat(JsonValue node, ReadOnlySpan<JsonValue> arguments)
    {
        List<JsonValue> parts = node is JsonArray array ? [.. array] : [];
        parts.AddRange(arguments);
        return string.Concat(parts.Select(p => p is JsonString s ? s.Value : p.ToString()));
    }

    private static JsonValue? Append(JsonValue node, ReadOnlySpan<JsonValue> arguments)
    {
        if (node is not JsonArray array)
        {
            return node;
        }

        List<JsonValue> items = [.. array];
        items.AddRange(arguments);
        return JsonArray.Of(items);
    }
}
