using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Both kinds of array seen as one.</summary>
internal static class Arrays
{
    public static bool Is(JsonValue? value) => value is JsonArray or Sequence;

    public static int Count(JsonValue array) => array is JsonArray plain ? plain.Count : ((Sequence)array).Count;

    public static ReadOnlySpan<JsonValue> Items(JsonValue array) => array is JsonArray plain ? plain.Items : ((Sequence)array).Items;

    public static JsonValue At(JsonValue array, int index) => array is JsonArray plain ? plain[index] : ((Sequence)array)[index];

    /// <summary>An item as an operand: a sequence may hold places where there is nothing.</summary>
    public static JsonValue? Operand(JsonValue item) => ReferenceEquals(item, Unbound.Nothing) ? null : item;

    /// <summary>False for whatever is no array.</summary>
    public static bool TryItems(JsonValue? value, out ReadOnlySpan<JsonValue> items)
    {
        switch (value)
        {
            case JsonArray plain:
                items = plain.Items;
                return true;
            case Sequence sequence:
                items = sequence.Items;
                return true;
            default:
                items = default;
                return false;
        }
    }

    /// <summary>True for an array the results of a path are flattened out of.</summary>
    public static bool IsFlattened(JsonValue value) => value is JsonArray or Sequence { IsItem: false };

    /// <summary>How a value lies inside another one: as plain JSON, unless its history still matters.</summary>
    public static JsonValue Stored(JsonValue value, Evaluation run)
    {
        if (value is not Sequence sequence)
        {
            return value;
        }

        if (sequence.IsItem || (sequence.KeepSingleton && sequence.Count is 1))
        {
            run.NeedsCleaning = true;
            return value;
        }

        return sequence.ToArray();
    }

    /// <summary><c>$append</c>: one array of both, where a value that is no array counts as one of one item.</summary>
    public static JsonValue? Append(JsonValue? first, JsonValue? second, Evaluation run)
    {
        if (first is null)
        {
            return second;
        }

        if (second is null)
        {
            return first;
        }

        var all = new Sequence { Collapses = false };
        AddFlat(all, first, run);
        AddFlat(all, second, run);
        return run.Hold(all).ToArray();
    }

    /// <summary>Adds the items of an array, or the value itself.</summary>
    public static void AddFlat(Sequence target, JsonValue value, Evaluation run)
    {
        if (TryItems(value, out var items))
        {
            target.AddRange(items);
        }
        else
        {
            target.Add(Stored(value, run));
        }
    }
}
