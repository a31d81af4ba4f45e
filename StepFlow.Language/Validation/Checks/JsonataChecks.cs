using StepFlow.Language.Json;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>Expressions of JSONata states: strings that start with <c>{%</c> and end with <c>%}</c>.</summary>
internal static class JsonataChecks
{
    private const string Opens = "{%";
    private const string Closes = "%}";

    /// <summary>A field that holds a plain value, or in JSONata states an expression that gives one.</summary>
    public static FieldCheck OrExpression(FieldCheck plain) => (value, path, judging) =>
    {
        if (judging.IsJsonata && value is JsonString { Value: var text } && IsMeantAsExpression(text))
        {
            Expression(text, path, judging);
        }
        else
        {
            plain(value, path, judging);
        }
    };

    /// <summary>A field of any shape, in which every string may be an expression.</summary>
    public static void Template(JsonValue value, string path, Judging judging)
    {
        switch (value)
        {
            case JsonString { Value: var text } when IsMeantAsExpression(text):
                Expression(text, path, judging);
                break;
            case JsonObject o:
                foreach (var (name, member) in o.Members)
                {
                    Template(member, $"{path}/{name}", judging);
                }

                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    Template(array[i], $"{path}[{i}]", judging);
                }

                break;
        }
    }

    private static bool IsMeantAsExpression(string text) =>
        text.StartsWith(Opens, StringComparison.Ordinal) || text.EndsWith(Closes, StringComparison.Ordinal);

    private static void Expression(string text, string path, Judging judging)
    {
        if (text.Length < 4 || !text.StartsWith(Opens, StringComparison.Ordinal) || !text.EndsWith(Closes, StringComparison.Ordinal))
        {
            judging.Schema(Messages.JsonataDelimiters, path);
        }
        else if (!judging.Findings.HasToken(text))
        {
            JsonataExpressions.Check(text[2..^2], path, judging);
        }
    }
}
