using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

public enum ResultTransformation
{
    /// <summary>The whole description of each child.</summary>
    None,

    /// <summary>The child's output.</summary>
    Compact,

    /// <summary>The child's output; an array's items one by one.</summary>
    Flatten,
}

/// <summary>An evaluated WriterConfig.</summary>
public sealed record ResultFormat(ResultTransformation Transformation, bool IsJsonLines)
{
    /// <summary>A state without ResultWriter: an array of outputs.</summary>
    public static readonly ResultFormat InState = new(ResultTransformation.Compact, IsJsonLines: false);

    /// <summary>A ResultWriter without WriterConfig: descriptions in JSON arrays.</summary>
    public static readonly ResultFormat InFiles = new(ResultTransformation.None, IsJsonLines: false);

    /// <summary>Reads a WriterConfig; null gives <paramref name="otherwise"/>.</summary>
    public static ResultFormat Of(JsonObject? config, ResultFormat otherwise) => config is null ? otherwise : new(
        config["Transformation"] switch
        {
            JsonString { Value: "NONE" } => ResultTransformation.None,
            JsonString { Value: "COMPACT" } => ResultTransformation.Compact,
            JsonString { Value: "FLATTEN" } => ResultTransformation.Flatten,
            _ => otherwise.Transformation,
        },
        config["OutputType"] is JsonString { Value: "JSONL" });

    /// <summary>What one child contributes. A failure is always described whole.</summary>
    public IEnumerable<JsonValue> Entries(ChildResult child)
    {
        if (Transformation is ResultTransformation.None || !child.IsSuccess || child.Output is null)
        {
            return [child.Describe()];
        }

        var output = JsonValue.Parse(child.Output);
        return Transformation is ResultTransformation.Flatten && output is JsonArray items ? items : [output];
    }

    /// <summary>The state's result where nothing is exported (no Resource in the ResultWriter).</summary>
    public JsonArray Result(IEnumerable<ChildResult> children) => JsonArray.Of(children.SelectMany(Entries));
}
