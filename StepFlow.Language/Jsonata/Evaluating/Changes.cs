using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Which objects of a tree have become which; the tree itself is rebuilt when it is asked for.</summary>
internal sealed class Changes(Evaluation run)
{
    private readonly Dictionary<JsonValue, JsonValue> _replaced = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<JsonValue> _underWay = new(ReferenceEqualityComparer.Instance);

    public void Replace(JsonValue original, JsonValue changed) => _replaced[original] = changed;

    public JsonValue Apply(JsonValue value)
    {
        if (_replaced.Count is 0 || value is not (JsonObject or JsonArray))
        {
            return value;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        run.Step();
        if (!_replaced.TryGetValue(value, out var changed))
        {
            return Rebuilt(value, Apply);
        }

        // A value put inside itself stays as it was.
        if (!_underWay.Add(value))
        {
            return value;
        }

        changed = Rebuilt(changed, Apply);
        _underWay.Remove(value);
        return changed;
    }

    /// <summary>The same tree with no object in two places.</summary>
    public JsonValue Distinct(JsonValue value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        run.Step();
        switch (value)
        {
            case JsonObject o:
                var members = o.Members.ToArray();
                for (var i = 0; i < members.Length; i++)
                {
                    members[i] = new(members[i].Key, Distinct(members[i].Value));
                }

                return JsonObject.Distinct(members);
            case Function:
                return JsonString.Empty;
            default:
                if (!Arrays.TryItems(value, out var found))
                {
                    return value;
                }

                var items = found.ToArray();
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Distinct(items[i]);
                }

                return JsonArray.Wrap(items);
        }
    }

    private static JsonValue Rebuilt(JsonValue value, Func<JsonValue, JsonValue> change)
    {
        if (value is JsonArray array)
        {
            JsonValue[]? items = null;
            for (var i = 0; i < array.Count; i++)
            {
                var item = change(array[i]);
                if (!ReferenceEquals(item, array[i]))
                {
                    (items ??= array.Items.ToArray())[i] = item;
                }
            }

            return items is null ? value : JsonArray.Wrap(items);
        }

        if (value is not JsonObject o)
        {
            return value;
        }

        KeyValuePair<string, JsonValue>[]? members = null;
        for (var i = 0; i < o.Count; i++)
        {
            var (name, member) = o.Members[i];
            var changed = change(member);
            if (!ReferenceEquals(changed, member))
            {
                (members ??= o.Members.ToArray())[i] = new(name, changed);
            }
        }

        return members is null ? value : JsonObject.Wrap(members);
    }
}
