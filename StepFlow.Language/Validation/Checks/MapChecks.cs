using StepFlow.Language.Json;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>What belongs to distributed maps: reader, batcher, writer, label, processor configuration.</summary>
internal static class MapChecks
{
    private const string ForbiddenInLabels = "<>{}[]?*\"#%\\^|~`$&,;:/";

    private static readonly ObjectSchema ReaderConfig = new(
        new("InputType", ValueChecks.OneOf("CSV", "JSON", "JSONL", "PARQUET", "MANIFEST")),
        new("Transformation", ValueChecks.OneOf("NONE", "LOAD_AND_FLATTEN")),
        new("ManifestType", ValueChecks.OneOf("ATHENA_DATA", "S3_INVENTORY")),
        new("ItemsPointer", ValueChecks.Text),
        new("CSVDelimiter", ValueChecks.OneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB")),
        new("CSVHeaderLocation", ValueChecks.OneOf("FIRST_ROW", "GIVEN")),
        new("CSVHeaders", ValueChecks.List(ValueChecks.Text)),
        new("MaxItems", JsonataChecks.OrExpression(ValueChecks.Integer(0, Limits.MostReadItems))),
        new("MaxItemsPath", PathChecks.Reference, FieldLanguage.JsonPathOnly),
        new("Comment", ValueChecks.Anything))
    { AtMostOne = [["MaxItems", "MaxItemsPath"]] };

    private static readonly ObjectSchema Reader = new(
        new("Resource", ReaderResource),
        new("ReaderConfig", CheckReaderConfig),
        new("Parameters", TemplateChecks.ObjectTemplate, FieldLanguage.JsonPathOnly),
        new("Arguments", JsonataChecks.Template, FieldLanguage.JsonataOnly),
        new("Comment", ValueChecks.Anything))
    { Required = ["Resource"] };

    private static readonly ObjectSchema Batcher = new(
        new("MaxItemsPerBatch", JsonataChecks.OrExpression(ValueChecks.Integer(0))),
        new("MaxItemsPerBatchPath", PathChecks.Reference, FieldLanguage.JsonPathOnly),
        new("MaxInputBytesPerBatch", JsonataChecks.OrExpression(ValueChecks.Integer(0, Limits.LargestBatchBytes))),
        new("MaxInputBytesPerBatchPath", PathChecks.Reference, FieldLanguage.JsonPathOnly),
        new("BatchInput", BatchInput),
        new("Comment", ValueChecks.Anything))
    { AtMostOne = [["MaxItemsPerBatch", "MaxItemsPerBatchPath"], ["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"]] };

    private static readonly ObjectSchema WriterConfig = new(
        new("Transformation", ValueChecks.OneOf("NONE", "COMPACT", "FLATTEN")),
        new("OutputType", ValueChecks.OneOf("JSON", "JSONL")),
        new("Comment", ValueChecks.Anything))
    { Required = ["Transformation", "OutputType"] };

    private static readonly ObjectSchema Writer = new(
        new("Resource", WriterResource),
        new("WriterConfig", WriterConfig.Check),
        new("Parameters", TemplateChecks.ObjectTemplate, FieldLanguage.JsonPathOnly),
        new("Arguments", JsonataChecks.Template, FieldLanguage.JsonataOnly),
        new("Comment", ValueChecks.Anything));

    public static void ItemReader(JsonValue value, string path, Judging judging) => Reader.Check(value, path, judging);

    public static void ItemBatcher(JsonValue value, string path, Judging judging)
    {
        Batcher.Check(value, path, judging);
        if (value is JsonObject batcher && !batcher.Names.Any(n => n.StartsWith("Max", StringComparison.Ordinal)))
        {
            judging.Schema(Messages.NoneOf(["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"]), path);
        }
    }

    public static void ResultWriter(JsonValue value, string path, Judging judging)
    {
        Writer.Check(value, path, judging);
        if (value is not JsonObject writer)
        {
            return;
        }

        var destination = judging.IsJsonata ? "Arguments" : "Parameters";
        if (writer.Has("Resource") && !writer.Has(destination))
        {
            judging.Schema(Messages.Required(destination), path);
        }
        else if (!writer.Has("Resource") && !writer.Has("WriterConfig"))
        {
            judging.Schema(Messages.Required("Resource"), path);
        }
    }

    /// <summary>Labels become a part of the ARNs of map runs.</summary>
    public static void Label(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonString { Value: var label })
        {
            judging.Schema(Messages.ExpectedType("STRING"), path);
        }
        else if (label.Length is 0)
        {
            judging.Findings.Error(DiagnosticCodes.InvalidLabel, "Label name cannot be empty", path);
        }
        else if (label.Length > Limits.LongestLabel)
        {
            judging.Findings.Error(
                DiagnosticCodes.InvalidLabel, $"Label name '{label}' exceeds the {Limits.LongestLabel}-character limit allowed by the service", path);
        }
        else if (label.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || ForbiddenInLabels.Contains(c, StringComparison.Ordinal)))
        {
            judging.Findings.Error(DiagnosticCodes.InvalidLabel, $"Label name '{label}' contains invalid characters", path);
        }
        else if (!judging.Findings.Labels.Add(label))
        {
            judging.Findings.Error(DiagnosticCodes.DuplicateLabel, $"Duplicate Label name: {label}", path);
        }
    }

    private static void BatchInput(JsonValue value, string path, Judging judging)
    {
        FieldCheck check = judging.IsJsonata ? JsonataChecks.Template : TemplateChecks.Template;
        check(value, path, judging);
    }

    private static void CheckReaderConfig(JsonValue value, string path, Judging judging)
    {
        ReaderConfig.Check(value, path, judging);
        if (value is not JsonObject config || config["InputType"] is not JsonString { Value: var type })
        {
            return;
        }

        if (type is "CSV" && !config.Has("CSVHeaderLocation"))
        {
            judging.Schema("The field 'CSVHeaderLocation' is required", path);
        }
        else if (type is "JSON" or "JSONL" && config.Has("CSVHeaderLocation"))
        {
            judging.Schema(Messages.NotSupported("CSVHeaderLocation"), path);
        }

        if (config["CSVHeaderLocation"] is JsonString { Value: "GIVEN" } && !config.Has("CSVHeaders"))
        {
            judging.Schema(Messages.Required("CSVHeaders"), path);
        }
    }

    private static void ReaderResource(JsonValue value, string path, Judging judging) =>
        Resource(value, path, judging, "s3:getObject", "s3:listObjectsV2");

    private static void WriterResource(JsonValue value, string path, Judging judging) => Resource(value, path, judging, "s3:putObject");

    private static void Resource(JsonValue value, string path, Judging judging, params string[] actions)
    {
        if (value is not JsonString { Value: var resource })
        {
            judging.Schema(Messages.ExpectedType("STRING"), path);
        }
        else if (!judging.Findings.HasToken(resource)
            && !(resource.StartsWith("arn:", StringComparison.Ordinal) && actions.Any(a => resource.EndsWith($":states:::{a}", StringComparison.Ordinal))))
        {
            judging.Schema("The field 'Resource' does not match any of the allowed values", path);
        }
    }
}
