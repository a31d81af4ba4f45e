using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Functions of arrays.</summary>
internal static class ArrayFunctions
{
    public static readonly Builtin[] All =
    [
        new("count", "<a:n>", 1, (a, _) => JsonNumber.Of(a[0] is null ? 0 : Arrays.Count(a[0]!))),
        new("append", "<xx:a>", 2, (a, run) => Arrays.Append(a[0], a[1], run)),
        new("reverse", "<a:a>", 1, Reverse),
        new("shuffle", "<a:a>", 1, Shuffle),
        new("distinct", "<x:x>", 1, Distinct),
        new("zip", "<a+>", 0, Zip),
        new("sort", "<af?:a>", 2, Sort),
    ];

    private static JsonValue? Reverse(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is not { } array || Arrays.Count(array) <= 1)
        {
            return arguments[0];
        }

        var items = Arrays.Items(array).ToArray();
        run.Hold(items.Length * 8L);
        Array.Reverse(items);
        return JsonArray.Wrap(items);
    }

    private static JsonValue? Shuffle(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is not { } array || Arrays.Count(array) <= 1)
        {
            return arguments[0];
        }

        var items = Arrays.Items(array).ToArray();
        run.Hold(items.Length * 8L);
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)Math.Floor(run.Random.NextDouble() * (i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }

        return JsonArray.Wrap(items);
    }

    private static JsonValue? Distinct(JsonValue?[] arguments, Evaluation run)
    {
        if (!Arrays.TryItems(arguments[0], out var items) || items.Length <= 1)
        {
            return arguments[0];
        }

        var seen = new HashSet<JsonValue>(DeepComparer.Instance);
        var results = new Sequence { Collapses = arguments[0] is Sequence { Collapses: true } };
        foreach (var item in items)
        {
            run.Step();
            if (seen.Add(item))
            {
                results.Add(item);
            }
        }

        return results.Collapses ? results : results.ToArray();
    }

    private static JsonArray Zip(JsonValue?[] arguments, Evaluation run)
    {
        var length = arguments.Min(a => a is null ? 0 : Arrays.Count(a));
        run.Hold((long)length * arguments.Length * 8);
        var rows = new JsonValue[length];
        for (var i = 0; i < length; i++)
        {
            rows[i] = JsonArray.Wrap(Array.ConvertAll(arguments, a => Arrays.At(a!, i)));
        }

        return JsonArray.Wrap(rows);
    }

    private static JsonValue? Sort(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is not { } array || Arrays.Count(array) <= 1)
        {
            return arguments[0];
        }

        var items = Arrays.Items(array).ToArray();
        run.Hold(items.Length * 8L);
        if (arguments[1] is not null)
        {
            var comparator = arguments.Function(1);
            MergeSort.Run(items, (a, b) => Truth.OfHost(Calling.Apply(comparator, [a, b], JsonValue.Null, run)));
        }
        else if (Numbers.AreNumeric(items))
        {
            MergeSort.Run(items, (a, b) => ((JsonNumber)a).Value > ((JsonNumber)b).Value);
        }
        else if (Array.TrueForAll(items, i => i is JsonString))
        {
            MergeSort.Run(items, (a, b) => string.CompareOrdinal(((JsonString)a).Value, ((JsonString)b).Value) > 0);
        }
        else
        {
            throw new JsonataException("D3070") { Index = 1 };
        }

        return JsonArray.Wrap(items);
    }

    private sealed class DeepComparer : IEqualityComparer<JsonValue>
    {
        public static readonly DeepComparer Instance = new();

        public bool Equals(JsonValue? x, JsonValue? y) => Comparing.DeepEquals(x, y);

        public int GetHashCode(JsonValue obj) => Comparing.Hash(obj);
    }
}
