using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>What makes a Map distributed: where items come from, how they are batched, and where results go.</summary>
/// <param name="Express">Whether child executions are Express; they are Standard otherwise.</param>
/// <param name="Label">Part of the Map Run's ARN; the state's name where the definition gives none.</param>
public sealed record MapDistribution(
    bool Express, string? Label, ItemReaderField? ItemReader, ItemBatcherField? ItemBatcher, ResultWriterField? ResultWriter)
{
    public static MapDistribution? Read(FieldReader map, FieldReader processor)
    {
        var config = processor.Fields["ProcessorConfig"] as JsonObject;
        if ((config?["Mode"] as JsonString)?.Value is not "DISTRIBUTED")
        {
            return null;
        }

        return new(
            (config["ExecutionType"] as JsonString)?.Value is "EXPRESS",
            map.OptionalText("Label"),
            map.Has("ItemReader") ? ItemReaderField.Read(map.Inside("ItemReader")) : null,
            map.Has("ItemBatcher") ? ItemBatcherField.Read(map.Inside("ItemBatcher")) : null,
            map.Has("ResultWriter") ? ResultWriterField.Read(map.Inside("ResultWriter")) : null);
    }
}

/// <summary>ItemReader: the resource that lists or holds the items.</summary>
public sealed record ItemReaderField(string? Resource, Template? Arguments, Template? ReaderConfig, WholeNumberField? MaxItems)
{
    public static ItemReaderField Read(FieldReader reader)
    {
        var config = reader.Has("ReaderConfig") ? reader.Inside("ReaderConfig") : null;
        return new(
            reader.OptionalText("Resource"),
            reader.Payload(reader.IsJsonata ? "Arguments" : "Parameters"),
            reader.Payload("ReaderConfig"),
            config is null || config.IsJsonata ? null : WholeNumberField.Read(config, "MaxItems"));
    }

    /// <summary>Throws where MaxItemsPath refers to something that is no whole number; its bounds are the reader's business.</summary>
    public void CheckMaxItems(StateScope scope) => MaxItems?.Evaluate(scope, long.MinValue);
}

/// <summary>ItemBatcher: how items are put together for one child execution.</summary>
public sealed record ItemBatcherField(WholeNumberField? MaxItemsPerBatch, WholeNumberField? MaxInputBytesPerBatch, Template? BatchInput)
{
    public static ItemBatcherField Read(FieldReader reader) => new(
        WholeNumberField.Read(reader, "MaxItemsPerBatch"),
        WholeNumberField.Read(reader, "MaxInputBytesPerBatch"),
        reader.Payload("BatchInput"));
}

/// <summary>ResultWriter: where results are written, and in which form.</summary>
public sealed record ResultWriterField(string? Resource, Template? Arguments, Template? WriterConfig)
{
    public static ResultWriterField Read(FieldReader reader) => new(
        reader.OptionalText("Resource"),
        reader.Payload(reader.IsJsonata ? "Arguments" : "Parameters"),
        reader.Payload("WriterConfig"));
}
