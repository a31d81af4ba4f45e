using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;
using Xunit;

namespace StepFlow.Tests.Language.JsonPath;

/// <summary>Paths, documents and what the Java library makes of them.</summary>
public sealed class JsonPathCorpusTests
{
    [Fact]
    public void Paths_select_what_the_Java_library_selects()
    {
        var file = SharedData.Require("corpora", "jsonpath", "cases.jsonl");
        var known = KnownFailures.Read("Language", "JsonPath", "known-failures.txt");
        Dictionary<string, string> failures = [];
        List<string> passed = [];
        foreach (var line in File.ReadLines(file))
        {
            var c = (JsonObject)JsonValue.Parse(line);
            var id = ((JsonString)c["id"]!).Value;
            var outcome = Run(((JsonString)c["selector"]!).Value, c["document"]!);
            var unordered = c.Has("unordered");
            if (Agrees(outcome, (JsonObject)c["expect"]!, unordered)
                || (c["jayway_2_0_0"] is JsonObject old && Agrees(outcome, old, unordered)))
            {
                passed.Add(id);
            }
            else
            {
                failures[id] = $"{c["selector"]} on {c["document"]} expected {c["expect"]}, got {outcome.Status} {outcome.Value}";
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{passed.Count} of {passed.Count + failures.Count}");
        known.Check(failures, passed);
        Assert.True(passed.Count >= (passed.Count + failures.Count) * 0.98);
    }

    [Fact]
    public void All_paths_of_real_definitions_parse()
    {
        var file = SharedData.Require("corpora", "real-world", "jsonpath-expressions.jsonl");
        List<string> wrong = [];
        foreach (var line in File.ReadLines(file))
        {
            var c = (JsonObject)JsonValue.Parse(line);
            var text = ((JsonString)c["path"]!).Value;
            var kind = ((JsonString)c["kind"]!).Value;
            try
            {
                var path = PathExpression.Parse(text);
                var found = path.Root switch { PathRoot.Input => "path", PathRoot.Context => "context", _ => "variable" };
                if (found != kind || (c["definite"] is JsonBoolean definite && definite.Value != path.IsDefinite))
                {
                    wrong.Add($"{text}: {found}, definite {path.IsDefinite}; expected {kind}, {c["definite"]}");
                }
            }
            catch (JsonPathException e)
            {
                wrong.Add($"{text}: {e.Message}");
            }
        }

        Assert.Empty(wrong);
    }

    private static (string Status, JsonValue? Value) Run(string selector, JsonValue document)
    {
        try
        {
            var value = JsonPathQuery.Parse(selector).Evaluate(document);
            return value is null ? ("not_found", null) : ("ok", value);
        }
        catch (JsonPathException)
        {
            return ("not_supported", null);
        }
    }

    private static bool Agrees((string Status, JsonValue? Value) outcome, JsonObject expected, bool unordered)
    {
        var status = ((JsonString)expected["status"]!).Value;
        if (status is "error")
        {
            return outcome.Status is "not_supported";
        }

        return status == outcome.Status && (status is not "ok" || (unordered
            ? SameItems(outcome.Value!, expected["value"]!)
            : outcome.Value!.Equals(expected["value"])));
    }

    private static bool SameItems(JsonValue actual, JsonValue expected)
    {
        if (actual is not JsonArray a || expected is not JsonArray b || a.Count != b.Count)
        {
            return actual.Equals(expected);
        }

        List<JsonValue> rest = [.. b];
        return a.All(rest.Remove);
    }
}
