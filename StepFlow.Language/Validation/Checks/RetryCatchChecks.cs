using StepFlow.Language.Json;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>Retry and Catch.</summary>
internal static class RetryCatchChecks
{
    private const string All = "States.ALL";
    private const long LongestDelay = 31_622_400;

    private static readonly ObjectSchema Retrier = new(
        new("ErrorEquals", ValueChecks.List(ValueChecks.Text)),
        new("IntervalSeconds", JsonataChecks.OrExpression(ValueChecks.Integer(0, Limits.LongestSeconds))),
        new("MaxAttempts", JsonataChecks.OrExpression(ValueChecks.Integer(0, Limits.LongestSeconds))),
        new("BackoffRate", JsonataChecks.OrExpression(ValueChecks.Decimal(1))),
        new("MaxDelaySeconds", JsonataChecks.OrExpression(ValueChecks.Integer(1, LongestDelay))),
        new("JitterStrategy", JsonataChecks.OrExpression(ValueChecks.OneOf("NONE", "FULL"))),
        new("Comment", ValueChecks.Anything))
    { Required = ["ErrorEquals"] };

    private static readonly ObjectSchema Catcher = new(
        new("ErrorEquals", ValueChecks.List(ValueChecks.Text)),
        new("Next", ValueChecks.Text),
        new("ResultPath", PathChecks.ResultPath, FieldLanguage.JsonPathOnly),
        new("Output", JsonataChecks.Template, FieldLanguage.JsonataOnly),
        new("Assign", AssignChecks.Assign),
        new("Comment", ValueChecks.Anything))
    { Required = ["ErrorEquals", "Next"] };

    private static readonly FieldCheck Retriers = ValueChecks.List(Retrier.Check, mayBeEmpty: true);
    private static readonly FieldCheck Catchers = ValueChecks.List(Catcher.Check, mayBeEmpty: true);

    public static void Retry(JsonValue value, string path, Judging judging)
    {
        Retriers(value, path, judging);
        CheckCatchAll(value, path, judging);
    }

    public static void Catch(JsonValue value, string path, Judging judging)
    {
        Catchers(value, path, judging with { InCatcher = true });
        CheckCatchAll(value, path, judging);
    }

    private static void CheckCatchAll(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonArray entries)
        {
            return;
        }

        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is JsonObject entry && entry["ErrorEquals"] is JsonArray errors
                && errors.Any(e => e is JsonString { Value: All }) && (errors.Count > 1 || i < entries.Count - 1))
            {
                judging.Schema("States.ALL must appear alone and at end of list", $"{path}[{i}]/ErrorEquals");
            }
        }
    }
}
