using System.Text.RegularExpressions;
using StepFlow.Language.Json;

namespace StepFlow.Tests.StepFunctions.StateTesting;

/// <summary>Compares with a recorded answer: tokens such as <c>&lt;uuid:1&gt;</c> stand for any text, JSON texts compare as JSON.</summary>
internal static partial class RecordedAnswer
{
    public static IEnumerable<string> Differences(JsonValue expected, JsonValue? actual, string path = "$")
    {
        if (expected is JsonString text)
        {
            return Fits(text.Value, actual) ? [] : [Difference(path, expected, actual)];
        }

        if (actual is JsonString json && expected is JsonObject or JsonArray)
        {
            actual = Parsed(((JsonString)actual!).Value);
        }

        return (expected, actual) switch
        {
            (JsonObject e, JsonObject a) => Members(e, a, path),
            (JsonArray e, JsonArray a) when e.Count == a.Count => e.Select((item, i) => Differences(item, a[i], $"{path}[{i}]")).SelectMany(d => d),
            _ => expected.Equals(actual) ? [] : [Difference(path, expected, actual)],
        };
    }

    private static IEnumerable<string> Members(JsonObject expected, JsonObject actual, string path)
    {
        foreach (var (name, value) in expected)
        {
            foreach (var difference in Differences(value, actual[name], $"{path}.{name}"))
            {
                yield return difference;
            }
        }

        foreach (var name in actual.Names.Where(n => !expected.Has(n)))
        {
            yield return $"{path}.{name}: unexpected {actual[name]}";
        }
    }

    private static bool Fits(string expected, JsonValue? actual)
    {
        if (actual is null)
        {
            return false;
        }

        if (actual is JsonString { Value: var text })
        {
            if (text == expected || Regex.IsMatch(text, "^" + Token().Replace(Regex.Escape(expected), ".*?") + "$", RegexOptions.Singleline))
            {
                return true;
            }

            return Parsed(expected) is { } left && left.Equals(Parsed(text));
        }

        return actual is not (JsonObject or JsonArray or JsonNull) && Token().Replace(expected, "").Length is 0;
    }

    private static JsonValue? Parsed(string text)
    {
        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }

    private static string Difference(string path, JsonValue expected, JsonValue? actual) =>
        $"{path}: expected {expected}, got {(actual is null ? "nothing" : actual.ToString())}";

    [GeneratedRegex("<[A-Za-z_-]+[A-Za-z0-9_-]*(:[0-9]+)?>")]
    private static partial Regex Token();
}
