using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>What counts as true.</summary>
internal static class Truth
{
    /// <summary>The effective boolean value: empty things, 0, null and nothing are false; an array is true when some item is.</summary>
    public static bool Of(JsonValue? value)
    {
        switch (value)
        {
            case JsonBoolean b:
                return b.Value;
            case JsonString s:
                return s.Value.Length > 0;
            case JsonNumber n:
                return Numbers.IsNumeric(n) && n.Value != 0;
            case JsonObject o:
                return o.Count > 0;
            case Function f:
                return f.IsTrue;
            default:
                return Arrays.TryItems(value, out var items) && AnyOf(items);
        }
    }

    /// <summary>What JavaScript takes for true; a sort comparator is judged by it.</summary>
    public static bool OfHost(JsonValue? value) => value switch
    {
        null or JsonNull => false,
        JsonBoolean b => b.Value,
        JsonString s => s.Value.Length > 0,
        JsonNumber n => n.Value != 0 && !double.IsNaN(n.Value),
        _ => true,
    };

    private static bool AnyOf(ReadOnlySpan<JsonValue> items)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var item in items)
        {
            if (Of(item))
            {
                return true;
            }
        }

        return false;
    }
}
