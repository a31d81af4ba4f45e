using System.Collections.Frozen;
using StepFlow.Language.Validation.Checks;
using StepFlow.Language.Validation.Rules;
using static StepFlow.Language.Validation.Checks.JsonataChecks;
using static StepFlow.Language.Validation.Checks.ValueChecks;

namespace StepFlow.Language.Validation.Schemas;

/// <summary>The fields of each state type, as AWS accepts them.</summary>
internal static class StateSchemas
{
    private const FieldLanguage JsonPath = FieldLanguage.JsonPathOnly;
    private const FieldLanguage Jsonata = FieldLanguage.JsonataOnly;

    private static readonly FieldRule[] Common =
    [
        new("Type", Text),
        new("Comment", Anything),
        new("QueryLanguage", OneOf("JSONPath", "JSONata")),
    ];

    private static readonly FieldRule[] Paths =
    [
        new("InputPath", PathChecks.PathOrNull, JsonPath),
        new("OutputPath", PathChecks.PathOrNull, JsonPath),
    ];

    private static readonly FieldRule Output = new("Output", JsonataChecks.Template, Jsonata);
    private static readonly FieldRule Assign = new("Assign", AssignChecks.Assign);

    private static readonly FieldRule[] Leaving = [new("Next", Text), new("End", Boolean)];

    private static readonly FieldRule[] Flow = [.. Paths, .. Leaving, Output, Assign];

    private static readonly FieldRule[] FlowOfResult = [.. Paths, .. Leaving, WithResult(Output), WithResult(Assign)];

    private static readonly FieldRule[] Results =
    [
        new("Parameters", TemplateChecks.Template, JsonPath),
        new("ResultPath", PathChecks.ResultPath, JsonPath),
    ];

    private static readonly FieldRule[] Errors =
    [
        new("ResultSelector", ResultSelector, JsonPath),
        new("Retry", RetryCatchChecks.Retry),
        new("Catch", RetryCatchChecks.Catch),
    ];

    private static readonly FieldCheck Seconds = OrExpression(Integer(1, Limits.LongestSeconds));

    public static readonly FrozenDictionary<string, ObjectSchema> All = new Dictionary<string, ObjectSchema>
    {
        ["Task"] = new(
        [
            .. Common, .. FlowOfResult, .. Results, .. Errors,
            new("Resource", TaskChecks.Resource),
            new("Arguments", JsonataChecks.Template, Jsonata),
            new("Credentials", TaskChecks.Credentials),
            new("TimeoutSeconds", Seconds),
            new("TimeoutSecondsPath", PathChecks.ReferenceOrContext, JsonPath),
            new("HeartbeatSeconds", Seconds),
            new("HeartbeatSecondsPath", PathChecks.ReferenceOrContext, JsonPath),
        ])
        {
            Required = ["Resource"],
            AtMostOne = [["TimeoutSeconds", "TimeoutSecondsPath"], ["HeartbeatSeconds", "HeartbeatSecondsPath"]],
        },
        ["Wait"] = new(
        [
            .. Common, .. Flow,
            new("Seconds", OrExpression(Integer(0, Limits.LongestSeconds))),
            new("Timestamp", OrExpression(Timestamp)),
            new("SecondsPath", PathChecks.ReferenceOrContext, JsonPath),
            new("TimestampPath", PathChecks.ReferenceOrContext, JsonPath),
        ])
        { ExactlyOne = [["SecondsPath", "Seconds", "TimestampPath", "Timestamp"]] },
        ["Pass"] = new([.. Common, .. Flow, .. Results, new("Result", Anything, JsonPath)]),
        ["Succeed"] = new([.. Common, .. Paths, Output]),
        ["Fail"] = new(
        [
            .. Common,
            new("Error", OrExpression(Text)),
            new("ErrorPath", PathChecks.TextSource, JsonPath),
            new("Cause", OrExpression(Text)),
            new("CausePath", PathChecks.TextSource, JsonPath),
        ])
        { AtMostOne = [["Error", "ErrorPath"], ["Cause", "CausePath"]] },
        ["Choice"] = new(
        [
            .. Common, .. Paths, Output, Assign,
            new("Choices", List(ChoiceChecks.Rule)),
            new("Default", Text),
        ])
        { Required = ["Choices"] },
        ["Parallel"] = new(
        [
            .. Common, .. FlowOfResult, .. Results, .. Errors,
            new("Arguments", JsonataChecks.Template, Jsonata),
            new("Branches", List(MachineRules.Branch)),
        ])
        { Required = ["Branches"] },
        ["Map"] = new(
        [
            .. Common, .. FlowOfResult, .. Results, .. Errors,
            new("ItemsPath", PathChecks.ReferenceOrContext, JsonPath),
            new("Items", JsonataChecks.Template, Jsonata),
            new("ItemSelector", ItemSelector),
            new("ItemProcessor", MachineRules.Processor),
            new("Iterator", MachineRules.Processor),
            new("ItemReader", MapChecks.ItemReader),
            new("ItemBatcher", MapChecks.ItemBatcher),
            new("ResultWriter", MapChecks.ResultWriter),
            new("Label", MapChecks.Label),
            new("MaxConcurrency", OrExpression(Integer(0))),
            new("MaxConcurrencyPath", PathChecks.Reference, JsonPath),
            new("ToleratedFailurePercentage", OrExpression(Decimal(0, 100))),
            new("ToleratedFailurePercentagePath", PathChecks.Reference, JsonPath),
            new("ToleratedFailureCount", OrExpression(Integer(0))),
            new("ToleratedFailureCountPath", PathChecks.Reference, JsonPath),
        ])
        {
            AtMostOne =
            [
                ["MaxConcurrency", "MaxConcurrencyPath"],
                ["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"],
                ["ToleratedFailureCount", "ToleratedFailureCountPath"],
                ["Parameters", "ItemSelector"],
            ],
            ExactlyOne = [["ItemProcessor", "Iterator"]],
        },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static FieldRule WithResult(FieldRule rule) =>
        rule with { Check = (value, path, judging) => rule.Check(value, path, judging with { HasResult = true }) };

    private static void ResultSelector(Json.JsonValue value, string path, Judging judging)
    {
        if (value is not Json.JsonNull)
        {
            TemplateChecks.ObjectTemplate(value, path, judging);
        }
    }

    private static void ItemSelector(Json.JsonValue value, string path, Judging judging)
    {
        FieldCheck check = judging.IsJsonata ? JsonataChecks.Template : TemplateChecks.ObjectTemplate;
        check(value, path, judging);
    }
}
