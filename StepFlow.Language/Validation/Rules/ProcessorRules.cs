using StepFlow.Language.Json;
using StepFlow.Language.Validation.Checks;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Rules;

/// <summary>The ProcessorConfig of a Map: inline or distributed, and how the children run.</summary>
internal static class ProcessorRules
{
    private static readonly ObjectSchema Schema = new(
        new("Mode", ValueChecks.OneOf("INLINE", "DISTRIBUTED")),
        new("ExecutionType", ValueChecks.OneOf("STANDARD", "EXPRESS")),
        new("Comment", ValueChecks.Anything));

    public static void Config(JsonValue value, string path, Judging judging)
    {
        Schema.Check(value, path, judging);
        if (value is not JsonObject config)
        {
            return;
        }

        var isDistributed = config["Mode"] is JsonString { Value: "DISTRIBUTED" };
        if (isDistributed && !config.Has("ExecutionType"))
        {
            judging.Schema(Messages.Required("ExecutionType"), path);
        }
        else if (!isDistributed && config.Has("ExecutionType") && config["Mode"] is null or JsonString { Value: "INLINE" })
        {
            judging.Schema(Messages.NotSupported("ExecutionType"), path);
        }
    }

    /// <summary>Express executions cannot distribute.</summary>
    public static void JudgeMode(JsonObject processor, string path, Judging around)
    {
        if (around.Express && processor["ProcessorConfig"] is JsonObject config && config["Mode"] is JsonString { Value: "DISTRIBUTED" })
        {
            around.Schema(
                "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines", $"{path}/ProcessorConfig/Mode");
        }
    }

    /// <summary>Whether the children of a distributed map are Express executions; null where they run in the parent.</summary>
    public static bool? RunsExpress(JsonValue processor) =>
        processor is JsonObject o && o["ProcessorConfig"] is JsonObject config && config["Mode"] is JsonString { Value: "DISTRIBUTED" }
            ? config["ExecutionType"] is JsonString { Value: "EXPRESS" }
            : null;
}
