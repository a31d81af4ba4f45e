using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Functions that call the function they are given, with as many arguments as it takes.</summary>
internal static class HigherOrderFunctions
{
    public static readonly Builtin[] All =
    [
        new("map", "<af>", 2, Map),
        new("filter", "<af>", 2, Filter),
        new("single", "<af?>", 2, Single),
        new("reduce", "<afj?:j>", 3, Reduce),
        new("each", "<o-f:a>", 2, Each),
        new("sift", "<o-f?:o>", 2, Sift),
    ];

    private static Sequence? Map(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is not { } array)
        {
            return null;
        }

        var function = arguments.Function(1);
        var results = new Sequence();
        for (var i = 0; i < Arrays.Count(array); i++)
        {
            if (Call(function, Arrays.At(array, i), i, array, run) is { } result)
            {
                results.Add(Plain(result, run));
            }
        }

        return run.Hold(results);
    }

    private static Sequence? Filter(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is not { } array)
        {
            return null;
        }

        var function = arguments.Function(1);
        var results = new Sequence();
        for (var i = 0; i < Arrays.Count(array); i++)
        {
            var item = Arrays.At(array, i);
            if (Truth.Of(Call(function, item, i, array, run)))
            {
                results.Add(item);
            }
        }

        return run.Hold(results);
    }

    private static JsonValue? Single(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is not { } array)
        {
            return null;
        }

        JsonValue? match = null;
        for (var i = 0; i < Arrays.Count(array); i++)
        {
            var item = Arrays.At(array, i);
            if (arguments[1] is null || Truth.Of(Call(arguments.Function(1), item, i, array, run)))
            {
                match = match is null ? item : throw new JsonataException("D3138") { Index = i };
            }
        }

        return match ?? throw new JsonataException("D3139");
    }

    private static JsonValue? Reduce(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is not { } array)
        {
            return null;
        }

        var function = arguments.Function(1);
        var arity = function.Arity;
        if (arity < 2)
        {
            throw new JsonataException("D3050") { Index = 1 };
        }

        var result = arguments[2];
        var from = 0;
        if (result is null && Arrays.Count(array) > 0)
        {
            result = Arrays.At(array, 0);
            from = 1;
        }

        for (var i = from; i < Arrays.Count(array); i++)
        {
            var item = Arrays.At(array, i);
            JsonValue?[] values = arity switch
            {
                2 => [result, item],
                3 => [result, item, JsonNumber.Of(i)],
                _ => [result, item, JsonNumber.Of(i), array],
            };
            result = Calling.Apply(function, values, JsonValue.Null, run);
        }

        return result;
    }

    private static Sequence Each(JsonValue?[] arguments, Evaluation run)
    {
        var results = new Sequence();
        if (arguments[0] is JsonObject o)
        {
            foreach (var (name, value) in o)
            {
                if (Call(arguments.Function(1), value, name, o, run) is { } result)
                {
                    results.Add(Plain(result, run));
                }
            }
        }

        return results;
    }

    private static JsonObject? Sift(JsonValue?[] arguments, Evaluation run)
    {
        var kept = new JsonObjectBuilder();
        if (arguments[0] is JsonObject o)
        {
            foreach (var (name, value) in o)
            {
                if (Truth.Of(Call(arguments.Function(1), value, name, o, run)))
                {
                    kept.Set(name, value);
                }
            }
        }

        return kept.Count is 0 ? null : kept.Build();
    }

    private static JsonValue? Call(Function function, JsonValue value, JsonValue key, JsonValue whole, Evaluation run)
    {
        run.Step();
        JsonValue?[] values = function.Arity switch
        {
            < 2 => [Arrays.Operand(value)],
            2 => [Arrays.Operand(value), key],
            _ => [Arrays.Operand(value), key, whole],
        };
        return Calling.Apply(function, values, JsonValue.Null, run);
    }

    // What a function answers has not been settled: a sequence of one stays an array here.
    private static JsonValue Plain(JsonValue result, Evaluation run) =>
        result is Sequence { IsItem: false } sequence ? sequence.ToArray() : Arrays.Stored(result, run);
}
