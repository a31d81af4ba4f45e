using StepFlow.Language.Json;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>The rules of a Choice state.</summary>
internal static class ChoiceChecks
{
    private static readonly string[] Connectives = ["And", "Or", "Not", "Variable", "Condition"];
    private static readonly string[] Orders = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"];

    private static readonly FieldRule[] Operators =
    [
        .. Ordered("String", ValueChecks.Text, Orders),
        .. Ordered("Numeric", ValueChecks.Number, Orders),
        .. Ordered("Boolean", ValueChecks.Boolean, ["Equals"]),
        .. Ordered("Timestamp", ValueChecks.Timestamp, Orders),
        new("StringMatches", ValueChecks.Text, FieldLanguage.JsonPathOnly),
        .. new[] { "IsNull", "IsPresent", "IsNumeric", "IsString", "IsBoolean", "IsTimestamp" }
            .Select(name => new FieldRule(name, ValueChecks.Boolean, FieldLanguage.JsonPathOnly)),
    ];

    private static readonly string[] OperatorNames = [.. Operators.Select(o => o.Name)];

    private static readonly FieldRule[] Shared =
    [
        .. Operators,
        new("Variable", PathChecks.Compared, FieldLanguage.JsonPathOnly),
        new("And", ValueChecks.List(Inner), FieldLanguage.JsonPathOnly),
        new("Or", ValueChecks.List(Inner), FieldLanguage.JsonPathOnly),
        new("Not", Inner, FieldLanguage.JsonPathOnly),
        new("Comment", ValueChecks.Anything),
    ];

    private static readonly ObjectSchema Nested = new([.. Shared]);

    private static readonly ObjectSchema Top = new(
    [
        .. Shared,
        new("Condition", JsonataChecks.OrExpression(ValueChecks.Boolean), FieldLanguage.JsonataOnly),
        new("Next", ValueChecks.Text),
        new("Assign", AssignChecks.Assign),
        new("Output", JsonataChecks.Template, FieldLanguage.JsonataOnly),
    ])
    { Required = ["Next"] };

    public static void Rule(JsonValue value, string path, Judging judging)
    {
        Top.Check(value, path, judging);
        CheckShape(value, path, judging);
    }

    private static void Inner(JsonValue value, string path, Judging judging)
    {
        Nested.Check(value, path, judging);
        CheckShape(value, path, judging);
    }

    private static void CheckShape(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonObject rule)
        {
            return;
        }

        if (Connectives.Count(rule.Has) is not 1)
        {
            judging.Schema($"The object must have only one of the following fields, [{string.Join(", ", Connectives)}]", path);
        }

        if (!rule.Has("Variable"))
        {
            return;
        }

        string[] used = [.. OperatorNames.Where(rule.Has)];
        if (used.Length is 0)
        {
            judging.Schema(Messages.NoneOf(OperatorNames), path);
        }
        else if (used.Length > 1)
        {
            judging.Schema(Messages.TooMany(used), path);
        }
    }

    private static IEnumerable<FieldRule> Ordered(string kind, FieldCheck literal, string[] orders) => orders.SelectMany(order => new FieldRule[]
    {
        new(kind + order, literal, FieldLanguage.JsonPathOnly),
        new($"{kind}{order}Path", PathChecks.Compared, FieldLanguage.JsonPathOnly),
    });
}
