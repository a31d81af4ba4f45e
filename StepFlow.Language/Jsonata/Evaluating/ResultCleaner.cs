using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Turns a result into plain JSON: sequences into arrays, numbers JSON cannot write into their names.</summary>
internal static class ResultCleaner
{
    /// <summary>As deep as a text that was read may be.</summary>
    private const int DeepestNesting = 1000;

    public static JsonataResult Clean(JsonValue? result, bool isSuspect)
    {
        switch (result)
        {
            case null:
                return new(JsonataResultKind.Undefined, null);
            case Function:
                return new(JsonataResultKind.Function, null);
            case Sequence sequence when !isSuspect:
                return new(JsonataResultKind.Value, sequence.ToArray());
            case var value when !isSuspect:
                return new(JsonataResultKind.Value, value);
        }

        var hasFunction = false;
        var clean = Cleaned(result, 0, ref hasFunction);
        return hasFunction ? new(JsonataResultKind.Function, null) : new(JsonataResultKind.Value, clean);
    }

    private static JsonValue Cleaned(JsonValue value, int depth, ref bool hasFunction)
    {
        if (depth > DeepestNesting)
        {
            throw Evaluation.TooDeep();
        }

        switch (value)
        {
            case JsonNumber { Value: var n }:
                return double.IsFinite(n) ? value : new JsonString(Numbers.Shortest(n));
            case Sequence { IsWrapper: true, Count: 1 } wrapper:
                return Cleaned(wrapper[0], depth, ref hasFunction);
            case Sequence sequence:
                return OfItems(sequence.ToArray(), depth, ref hasFunction);
            case JsonArray array:
                return OfItems(array, depth, ref hasFunction);
            case JsonObject o:
                return OfMembers(o, depth, ref hasFunction);
            case Unbound:
                return JsonValue.Null;
            case Function:
                hasFunction = true;
                return value;
            default:
                return value;
        }
    }

    private static JsonArray OfItems(JsonArray array, int depth, ref bool hasFunction)
    {
        JsonValue[]? changed = null;
        for (var i = 0; i < array.Count; i++)
        {
            var item = Cleaned(array[i], depth + 1, ref hasFunction);
            if (!ReferenceEquals(item, array[i]))
            {
                (changed ??= array.Items.ToArray())[i] = item;
            }
        }

        return changed is null ? array : JsonArray.Wrap(changed);
    }

    private static JsonObject OfMembers(JsonObject o, int depth, ref bool hasFunction)
    {
        KeyValuePair<string, JsonValue>[]? changed = null;
        for (var i = 0; i < o.Count; i++)
        {
            var (name, value) = o.Members[i];
            var member = Cleaned(value, depth + 1, ref hasFunction);
            if (!ReferenceEquals(member, value))
            {
                (changed ??= o.Members.ToArray())[i] = new(name, member);
            }
        }

        return changed is null ? o : JsonObject.Wrap(changed);
    }
}
