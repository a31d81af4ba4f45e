using StepFlow.Language.Definitions;
using StepFlow.Language.Json;
using StepFlow.Language.Validation.Checks;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Rules;

/// <summary>One state: its name, its type, its language, and what the tables of its type say.</summary>
internal static class StateRules
{
    private static readonly string[] Types = ["Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"];
    private static readonly string[] Leaving = ["Next", "End"];

    public static void Judge(string name, JsonValue value, string path, Judging around)
    {
        JudgeName(name, path, around);
        if (value is not JsonObject state)
        {
            around.Schema(Messages.ExpectedType("OBJECT"), path);
            return;
        }

        var isDowngraded = around.MachineLanguage is QueryLanguage.Jsonata && state["QueryLanguage"] is JsonString { Value: "JSONPath" };
        if (isDowngraded)
        {
            around.Schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", path);
        }

        var judging = around with { Language = LanguageOf(state, around.MachineLanguage), IsDowngraded = isDowngraded };
        if (SchemaOf(state, path, judging) is not { } schema)
        {
            return;
        }

        schema.Check(state, path, judging);
        JudgeLeaving(state, schema, path, judging);
        JudgeTask(state, path, judging);
        JudgePassResult(state, path, judging);
    }

    /// <summary>Only the exact word JSONPath means JSONPath; anything else that is there means JSONata.</summary>
    public static QueryLanguage LanguageOf(JsonObject owner, QueryLanguage inherited) => owner["QueryLanguage"] switch
    {
        null => inherited,
        JsonString { Value: "JSONPath" } => QueryLanguage.JsonPath,
        _ => QueryLanguage.Jsonata,
    };

    private static void JudgeName(string name, string path, Judging judging)
    {
        if (!judging.Findings.StateNames.Add(name))
        {
            judging.Findings.Error(DiagnosticCodes.DuplicateStateName, $"Duplicate State name: {name}", path);
        }

        if (name.Length is 0)
        {
            judging.Findings.Error(DiagnosticCodes.InvalidStateName, "State name cannot be empty", path);
        }
        else if (name.Length > Limits.LongestStateName)
        {
            judging.Findings.Error(
                DiagnosticCodes.InvalidStateName,
                $"State name '{name}' exceeds the {Limits.LongestStateName}-character limit allowed by the service",
                path);
        }
    }

    private static ObjectSchema? SchemaOf(JsonObject state, string path, Judging judging)
    {
        switch (state["Type"])
        {
            case null:
                judging.Schema(Messages.Required("Type"), path);
                return null;
            case JsonString { Value: var type } when StateSchemas.All.TryGetValue(type, out var schema):
                return schema;
            default:
                judging.Schema($"The field 'Type' should have one of these values: [{string.Join(", ", Types)}]", $"{path}/Type");
                return null;
        }
    }

    // Where a state goes: Next, or End where it is true.
    private static void JudgeLeaving(JsonObject state, ObjectSchema schema, string path, Judging judging)
    {
        if (!schema.FieldNames.Contains("End", StringComparer.Ordinal))
        {
            return;
        }

        var ends = state["End"] is { } end && (end is JsonBoolean { Value: true } || judging.IsToken(end));
        if (state.Has("Next") == ends)
        {
            judging.Schema(ends ? Messages.TooMany(Leaving) : Messages.NoneOf(Leaving), path);
        }
    }

    private static void JudgeTask(JsonObject state, string path, Judging judging)
    {
        if (state["Resource"] is JsonString { Value: var resource } && state.Has("Credentials")
            && ResourceArn.Parse(resource).Kind is ResourceKind.Activity)
        {
            judging.Schema("The field 'Credentials' is not supported for activities", $"{path}/Credentials");
        }

        if (state["TimeoutSeconds"] is JsonNumber timeout && state["HeartbeatSeconds"] is JsonNumber heartbeat && heartbeat.Value >= timeout.Value)
        {
            judging.Schema("'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'", path);
        }
    }

    // A path in a Result stays the text it is.
    private static void JudgePassResult(JsonObject state, string path, Judging judging)
    {
        if (!judging.IsJsonata && state["Type"] is JsonString { Value: "Pass" } && state["Result"] is JsonObject result
            && result.Names.Any(n => n.EndsWith(".$", StringComparison.Ordinal)))
        {
            judging.Findings.Warn(
                DiagnosticCodes.PassResultIsStatic, "The result of a Pass state is static: paths in it are not evaluated", $"{path}/Result");
        }
    }
}
