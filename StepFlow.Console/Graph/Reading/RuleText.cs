using StepFlow.Language.Json;

namespace StepFlow.ConsoleUI.Graph.Reading;

/// <summary>A choice rule in the short form that stands on its edge: <c>$.x &gt; 5 and $.kind == "a"</c>.</summary>
internal static class RuleText
{
    private static readonly (string Suffix, string Sign)[] Signs =
    [
        ("GreaterThanEquals", "≥"), ("LessThanEquals", "≤"), ("GreaterThan", ">"), ("LessThan", "<"), ("Equals", "=="), ("Matches", "matches"),
    ];

    public static string Of(JsonObject rule) => Of(rule, isInside: false);

    private static string Of(JsonObject rule, bool isInside)
    {
        if (rule["Condition"] is { } condition)
        {
            return Expression(condition);
        }

        if (rule["And"] is JsonArray all)
        {
            return Joined(all, " and ", isInside);
        }

        if (rule["Or"] is JsonArray any)
        {
            return Joined(any, " or ", isInside);
        }

        return rule["Not"] is JsonObject inner ? $"not ({Of(inner, isInside: false)})" : Comparison(rule);
    }

    private static string Joined(JsonArray rules, string word, bool isInside)
    {
        var text = string.Join(word, rules.OfType<JsonObject>().Select(r => Of(r, isInside: true)));
        return isInside && rules.Count > 1 ? $"({text})" : text;
    }

    private static string Comparison(JsonObject rule)
    {
        var variable = (rule["Variable"] as JsonString)?.Value ?? "?";
        foreach (var (name, operand) in rule.Members)
        {
            if (name.StartsWith("Is", StringComparison.Ordinal))
            {
                return $"{variable} is {(operand is JsonBoolean { Value: false } ? "not " : "")}{name[2..].ToLowerInvariant()}";
            }

            var isPath = name.EndsWith("Path", StringComparison.Ordinal);
            var plain = isPath ? name[..^4] : name;
            foreach (var (suffix, sign) in Signs)
            {
                if (plain.EndsWith(suffix, StringComparison.Ordinal))
                {
                    return $"{variable} {sign} {(isPath && operand is JsonString path ? path.Value : operand.ToString())}";
                }
            }
        }

        return variable;
    }

    private static string Expression(JsonValue condition)
    {
        var text = condition is JsonString s ? s.Value.Trim() : condition.ToString();
        if (text.StartsWith("{%", StringComparison.Ordinal) && text.EndsWith("%}", StringComparison.Ordinal))
        {
            text = text[2..^2];
        }

        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
