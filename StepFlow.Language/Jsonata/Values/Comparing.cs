using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Equality and order as the operators see them.</summary>
internal static class Comparing
{
    /// <summary>Same kind, same content, member by member without regard to order; functions are equal only to themselves.</summary>
    public static bool DeepEquals(JsonValue? left, JsonValue? right)
    {
        if (ReferenceEquals(left, right))
        {
            return left is not JsonNumber { Value: double.NaN };
        }

        switch (left, right)
        {
            case (JsonString a, JsonString b):
                return string.Equals(a.Value, b.Value, StringComparison.Ordinal);
            case (JsonNumber a, JsonNumber b):
                return a.Value == b.Value;
            case (JsonObject a, JsonObject b):
                return ObjectsEqual(a, b);
            default:
                return Arrays.TryItems(left, out var items) && Arrays.TryItems(right, out var others) && ItemsEqual(items, others);
        }
    }

    /// <summary>The equality of <c>in</c>: text, numbers and the like by value, everything else by identity.</summary>
    public static bool Same(JsonValue left, JsonValue right) => left switch
    {
        // All empty ones are the same to .NET, none are to the language.
        JsonObject { Count: 0 } or JsonArray { Count: 0 } => false,
        JsonObject or JsonArray or Sequence or Function => ReferenceEquals(left, right),
        _ => DeepEquals(left, right),
    };

    /// <summary>Agrees with <see cref="DeepEquals"/>; looks only at the surface of what is nested.</summary>
    public static int Hash(JsonValue value) => value switch
    {
        JsonString s => s.Value.GetHashCode(StringComparison.Ordinal),
        JsonNumber n => n.Value.GetHashCode(),
        JsonObject o => o.Count is 0 ? 3 : 7 + o.Count,
        JsonArray or Sequence => 11 + Arrays.Count(value),
        _ => value.GetHashCode(),
    };

    private static bool ObjectsEqual(JsonObject a, JsonObject b)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (a.Count != b.Count)
        {
            return false;
        }

        foreach (var (name, value) in a.Members)
        {
            if (b[name] is not { } other || !DeepEquals(value, other))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ItemsEqual(ReadOnlySpan<JsonValue> a, ReadOnlySpan<JsonValue> b)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (a.Length != b.Length)
        {
            return false;
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (!DeepEquals(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }
}
