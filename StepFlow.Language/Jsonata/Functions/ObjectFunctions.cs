using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Functions of objects, and those that ask what a value is.</summary>
internal static class ObjectFunctions
{
    public static readonly Builtin[] All =
    [
        new("keys", "<x-:a<s>>", 1, (a, run) => Keys(a[0], run)),
        new("lookup", "<x-s:x>", 2, (a, run) => a[1] is null ? null : FieldNode.Lookup(a[0], a.Text(1), run)),
        new("spread", "<x-:a<o>>", 1, (a, run) => Spread(a[0], run)),
        new("merge", "<a<o>:o>", 1, Merge),
        new("clone", "<(oa)-:o>", 1, (a, _) => a[0]),
        new("exists", "<x:b>", 1, (a, _) => JsonBoolean.Of(a[0] is not null)),
        new("type", "<x:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)a[0]!.Kind),
        new("error", "<s?:x>", 1, (a, _) => throw new JsonataException("D3137", Said(a.TextOrNull(0), "$error() function evaluated"))),
        new("assert", "<bs?:x>", 2, (a, _) => a[0] is JsonBoolean { Value: true }
            ? null
            : throw new JsonataException("D3141", Said(a.TextOrNull(1), "$assert() statement failed"))),
    ];

    private static string Said(string? message, string otherwise) => string.IsNullOrEmpty(message) ? otherwise : message;

    private static Sequence Keys(JsonValue? value, Evaluation run)
    {
        var keys = new Sequence();
        if (value is JsonObject o)
        {
            foreach (var (name, _) in o.Members)
            {
                keys.Add(new JsonString(name));
            }
        }
        else if (Arrays.TryItems(value, out var items))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var item in items)
            {
                run.Step();
                foreach (var key in Keys(item, run).Items)
                {
                    if (seen.Add(((JsonString)key).Value))
                    {
                        keys.Add(key);
                    }
                }
            }
        }

        return keys;
    }

    private static JsonValue? Spread(JsonValue? value, Evaluation run)
    {
        if (value is JsonObject o)
        {
            var parts = new Sequence();
            foreach (var (name, member) in o.Members)
            {
                parts.Add(JsonObject.Of((name, member)));
            }

            return parts;
        }

        if (!Arrays.TryItems(value, out var items))
        {
            return value;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var all = new Sequence { Collapses = items.IsEmpty };
        foreach (var item in items)
        {
            run.Step();
            if (Spread(item, run) is { } part)
            {
                Arrays.AddFlat(all, part, run);
            }
        }

        return run.Hold(all);
    }

    private static JsonObject? Merge(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            return null;
        }

        var merged = new JsonObjectBuilder();
        foreach (var item in arguments.Items(0))
        {
            run.Step();
            if (item is JsonObject o)
            {
                foreach (var (name, value) in o.Members)
                {
                    merged.Set(name, value);
                }
            }
        }

        return merged.Build();
    }
}
