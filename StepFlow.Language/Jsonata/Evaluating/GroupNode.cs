using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>
/// The pairs of an object constructor or a grouping: items whose keys agree go together, then each value is evaluated with
/// all the items of its key as context.
/// </summary>
/// <param name="tuples">The scope of a grouping behind something that yields tuples, otherwise null.</param>
internal sealed class GroupNode(Node[] keys, Node[] values, Scope? tuples, int position)
{
    private readonly string?[]? _names = NamesOf(keys);

    public JsonValue? Apply(JsonValue? input, Frame frame, Evaluation run)
    {
        run.Made(isItem: false);
        if (input is TupleStream stream)
        {
            return OfTuples(stream, frame, run);
        }

        frame = tuples is null ? frame : new Frame(frame, tuples.Size);

        if (!Arrays.TryItems(input, out var items))
        {
            return _names is not null ? OfOne(input, frame, run) : OfItems(input is null ? [] : new JsonValue[] { input }, frame, run);
        }

        return OfItems(items.ToArray(), frame, run);
    }

    /// <summary>The everyday object constructor: names written out, one context.</summary>
    private JsonObject OfOne(JsonValue? input, Frame frame, Evaluation run)
    {
        var members = new KeyValuePair<string, JsonValue>[keys.Length];
        var count = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (values[i].Evaluate(input, frame, run) is { } value)
            {
                members[count++] = new(_names![i]!, Arrays.Stored(value, run));
            }
        }

        return JsonObject.Wrap(count == members.Length ? members : members[..count]);
    }

    private JsonObject OfItems(JsonValue[] items, Frame frame, Evaluation run)
    {
        var groups = new Groups<JsonValue?>(position);
        for (var i = 0; i < Math.Max(1, items.Length); i++)
        {
            var item = items.Length is 0 ? null : Arrays.Operand(items[i]);
            for (var pair = 0; pair < keys.Length; pair++)
            {
                if (Key(keys[pair].Evaluate(item, frame, run)) is { } key)
                {
                    groups.Add(key, pair, item);
                }
            }
        }

        var result = new JsonObjectBuilder(groups.All.Count);
        foreach (var group in groups.All)
        {
            var context = group.Items.Count is 1 ? group.Items[0] : Merge(group.Items, item => item, run);
            if (values[group.Pair].Evaluate(context, frame, run) is { } value)
            {
                result.Set(group.Key, Arrays.Stored(value, run));
            }
        }

        return result.Build();
    }

    private JsonObject OfTuples(TupleStream stream, Frame frame, Evaluation run)
    {
        var groups = new Groups<Tuple>(position);
        IReadOnlyList<Tuple> all = stream.Tuples.Count is 0 ? [new Tuple(null, null)] : stream.Tuples;
        foreach (var tuple in all)
        {
            var inner = new Frame(frame, tuples!.Size, tuple.Bindings);
            for (var pair = 0; pair < keys.Length; pair++)
            {
                if (Key(keys[pair].Evaluate(tuple.Item, inner, run)) is { } key)
                {
                    groups.Add(key, pair, tuple);
                }
            }
        }

        var result = new JsonObjectBuilder(groups.All.Count);
        foreach (var group in groups.All)
        {
            var tuple = group.Items.Count is 1 ? group.Items[0] : Merge(group.Items, run);
            var inner = new Frame(frame, tuples!.Size, tuple.Bindings);
            if (values[group.Pair].Evaluate(tuple.Item, inner, run) is { } value)
            {
                result.Set(group.Key, Arrays.Stored(value, run));
            }
        }

        return result.Build();
    }

    /// <summary>One tuple out of many: every binding holds all its values.</summary>
    private static Tuple Merge(List<Tuple> tuples, Evaluation run)
    {
        List<string> names = [];
        foreach (var tuple in tuples)
        {
            for (var at = tuple.Bindings; at is not null; at = at.Next)
            {
                if (!names.Contains(at.Name))
                {
                    names.Add(at.Name);
                }
            }
        }

        Binding? bindings = null;
        foreach (var name in names)
        {
            bindings = new(name, Merge(tuples, t => Binding.TryFind(t.Bindings, name, out var value) ? value : null, run), bindings);
        }

        return new(Merge(tuples, t => t.Item, run), bindings);
    }

    private static JsonValue? Merge<T>(List<T> items, Func<T, JsonValue?> select, Evaluation run)
    {
        JsonValue? only = null;
        Sequence? all = null;
        foreach (var item in items)
        {
            if (select(item) is not { } value)
            {
                continue;
            }

            if (only is null)
            {
                only = value;
                continue;
            }

            if (all is null)
            {
                all = new Sequence { Collapses = false };
                Arrays.AddFlat(all, only, run);
            }

            Arrays.AddFlat(all, value, run);
        }

        return all is null ? only : run.Hold(all).ToArray();
    }

    private string? Key(JsonValue? key) => key switch
    {
        null => null,
        JsonString s => s.Value,
        _ => throw new JsonataException("T1003", position) { Value = key },
    };

    private static string?[]? NamesOf(Node[] keys)
    {
        var names = Array.ConvertAll(keys, k => k is LiteralNode { Trim: null, Value: JsonString s } ? s.Value : null);
        return Array.Exists(names, n => n is null) || names.Distinct(StringComparer.Ordinal).Count() != names.Length ? null : names;
    }

    /// <summary>Items by key, in the order in which the keys first came.</summary>
    private sealed class Groups<T>(int position)
    {
        private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

        public List<(string Key, int Pair, List<T> Items)> All { get; } = [];

        public void Add(string key, int pair, T item)
        {
            if (!_index.TryGetValue(key, out var at))
            {
                _index.Add(key, All.Count);
                All.Add((key, pair, [item]));
                return;
            }

            if (All[at].Pair != pair)
            {
                throw new JsonataException("D1009", position) { Value = key };
            }

            All[at].Items.Add(item);
        }
    }
}
