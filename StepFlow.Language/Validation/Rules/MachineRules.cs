using StepFlow.Language.Definitions;
using StepFlow.Language.Json;
using StepFlow.Language.Validation.Checks;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Rules;

/// <summary>A state machine and the machines inside it: branches and item processors.</summary>
internal static class MachineRules
{
    private static readonly FieldRule[] Body =
    [
        new("States", States),
        new("StartAt", ValueChecks.Text),
        new("Comment", ValueChecks.Anything),
    ];

    private static readonly ObjectSchema Machine = new(
    [
        .. Body,
        new("QueryLanguage", ValueChecks.OneOf("JSONPath", "JSONata")),
        new("TimeoutSeconds", ValueChecks.Integer(0, Limits.LongestSeconds)),
        new("Version", ValueChecks.OneOf("1.0")),
    ])
    { Required = ["States", "StartAt"] };

    private static readonly ObjectSchema BranchSchema = new([.. Body]) { Required = ["States", "StartAt"] };

    private static readonly ObjectSchema ProcessorSchema = new([.. Body, new("ProcessorConfig", ProcessorRules.Config)])
    { Required = ["States", "StartAt"] };

    public static void Judge(JsonObject definition, Findings findings)
    {
        var language = StateRules.LanguageOf(definition, QueryLanguage.JsonPath);
        var judging = new Judging(findings, language, language, findings.Options.Type is MachineType.Express, Variables: new(definition, outer: null));
        Machine.Check(definition, "", judging);
        TransitionRules.Judge(definition, "", judging, isTop: true);
        VariableRules.Judge(definition, findings);
    }

    /// <summary>One state, as if it were the only one of a machine.</summary>
    public static void JudgeState(JsonObject state, string name, Findings findings)
    {
        var judging = new Judging(findings, QueryLanguage.JsonPath, QueryLanguage.JsonPath, Express: false);
        StateRules.Judge(name, state, $"/States/{name}", judging);
    }

    public static void Branch(JsonValue value, string path, Judging judging) => Inner(BranchSchema, value, path, judging);

    public static void Processor(JsonValue value, string path, Judging judging)
    {
        var runsExpress = ProcessorRules.RunsExpress(value);
        var inside = judging with { Express = runsExpress ?? judging.Express };
        Inner(ProcessorSchema, value, path, inside, configuredIn: judging, readsOuter: runsExpress is null);
    }

    // States inside inherit the language of the machine, not that of the state around them.
    private static void Inner(ObjectSchema schema, JsonValue value, string path, Judging judging, Judging? configuredIn = null, bool readsOuter = true)
    {
        var variables = value is JsonObject o && judging.Variables is { } outer ? new VariableScope(o, readsOuter ? outer : null) : null;
        var inside = judging with
        {
            Language = judging.MachineLanguage,
            IsDowngraded = false,
            InCatcher = false,
            HasResult = false,
            Variables = variables,
        };
        schema.Check(value, path, inside);
        if (value is JsonObject machine)
        {
            ProcessorRules.JudgeMode(machine, path, configuredIn ?? judging);
            TransitionRules.Judge(machine, path, inside, isTop: false);
        }
    }

    private static void States(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonObject states)
        {
            judging.Schema(Messages.ExpectedType("OBJECT"), path);
            return;
        }

        if (states.Count is 0)
        {
            judging.Schema(Messages.Empty, path);
        }

        foreach (var (name, state) in states.Members)
        {
            StateRules.Judge(name, state, $"{path}/{name}", judging);
        }
    }
}
