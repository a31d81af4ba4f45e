using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;

namespace StepFlow.Tests.Language.Jsonata;

/// <summary>One case of the JSONata corpus.</summary>
public sealed record JsonataCase(string Id, string Expression, JsonValue? Input, JsonObject Bindings, int? Depth, int? TimeLimit, JsonObject Expected, JsonObject? Expected206);

/// <summary>The JSONata corpus: reads the cases, evaluates them, says what differs.</summary>
public static class JsonataCorpus
{
    private static readonly JsonataOptions Reference = new() { Dialect = JsonataDialect.Reference };

    public static IEnumerable<JsonataCase> Read(string folder)
    {
        var datasets = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(folder, "cases.jsonl")))
        {
            var o = (JsonObject)JsonValue.Parse(line);
            var input = o["data"];
            if (o["dataset"] is JsonString { Value: var name })
            {
                input = datasets.TryGetValue(name, out var known) ? known : datasets[name] = Dataset(folder, name);
            }

            yield return new(
                Text(o, "id"),
                Text(o, "expr"),
                input,
                o["bindings"] as JsonObject ?? JsonObject.Empty,
                Number(o, "depth"),
                Number(o, "timelimit"),
                (JsonObject)o["expect"]!,
                o["expect_2_0_6"] as JsonObject);
        }
    }

    /// <summary>Null when the outcome is one of those expected, otherwise what came instead.</summary>
    public static string? Check(JsonataCase test)
    {
        var (kind, value, error) = Run(test);
        return Fits(test.Expected) || (test.Expected206 is not null && Fits(test.Expected206))
            ? null
            : $"{Said(test.Expression)} gave {kind} {Said(error is null ? value?.ToString() : $"{error.Code} {error.Message}")}, expected {Said(test.Expected.ToString())}";

        bool Fits(JsonObject expected) => Text(expected, "kind") switch
        {
            "result" => string.Equals(kind, "result", StringComparison.Ordinal) && value == expected["value"],
            "undefined" => string.Equals(kind, "undefined", StringComparison.Ordinal),
            "error" => error is not null
                && (expected["code"] is not JsonString code || string.Equals(code.Value, error.Code, StringComparison.Ordinal))
                && (expected["message"] is not JsonString message || string.Equals(message.Value, error.Message, StringComparison.Ordinal))
                && (expected["token"] is not JsonString token || string.Equals(token.Value, error.Token, StringComparison.Ordinal)),
            _ => false,
        };
    }

    private static (string Kind, JsonValue? Value, JsonataException? Error) Run(JsonataCase test)
    {
        var limits = JsonataLimits.Default;
        limits = limits with
        {
            MaxDepth = test.Depth ?? limits.MaxDepth,
            MaxTime = test.TimeLimit is { } millis ? TimeSpan.FromMilliseconds(millis) : limits.MaxTime,
        };
        try
        {
            var environment = JsonataEnvironment.With(test.Bindings) with { Limits = limits };
            var result = JsonataExpression.Parse(test.Expression, Reference).EvaluateRaw(test.Input, environment);
            return (result.Kind.ToString().ToLowerInvariant() is "value" ? "result" : result.Kind.ToString().ToLowerInvariant(), result.Value, null);
        }
        catch (JsonataException e)
        {
            return ("error", null, e);
        }
    }

    private static JsonValue Dataset(string folder, string name)
    {
        var path = Path.Combine(folder, "datasets", name);
        return JsonValue.Parse(File.ReadAllText(File.Exists(path) ? path : path + ".json"));
    }

    private static string Text(JsonObject o, string name) => ((JsonString)o[name]!).Value;

    private static int? Number(JsonObject o, string name) => o[name] is JsonNumber n ? (int)n.Value : null;

    private static string Said(string? text) => text is null ? "" : text.Length > 300 ? text[..300] + "…" : text;
}
