using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>An ItemReader with everything evaluated.</summary>
/// <param name="Resource">The reader's Resource: <c>…:s3:getObject</c> or <c>…:s3:listObjectsV2</c>.</param>
/// <param name="Parameters">Its evaluated Parameters or Arguments.</param>
/// <param name="Config">Its ReaderConfig, or null.</param>
/// <param name="MaxItems">The evaluated MaxItems (or MaxItemsPath); null or 0 reads all.</param>
public sealed record ItemSource(string Resource, JsonObject Parameters, JsonObject? Config, long? MaxItems = null)
{
    /// <summary>AWS reads no more than this many items, whatever is asked for.</summary>
    public const long MostItems = 100_000_000;

    internal string? Text(string field) => (Config?[field] as JsonString)?.Value;

    internal string? Parameter(string name) => Parameters[name] switch
    {
        null or JsonNull => null,
        JsonString text => text.Value,
        var other => other.ToString(),
    };

    internal ObjectAddress Object => new(Parameter("Bucket") ?? "", Parameter("Key") ?? "", Parameter("VersionId"), Parameter("ExpectedBucketOwner"));

    /// <summary>How many items to read. Throws as AWS fails.</summary>
    internal long Limit => MaxItems switch
    {
        null or 0 => MostItems,
        < 0 => throw ItemReaderError.Of("field MaxItems must be positive"),
        { } most => Math.Min(most, MostItems),
    };
}

/// <summary>One item of a distributed Map.</summary>
/// <param name="Value">The item.</param>
/// <param name="Source">Where it came from, as <c>Map.Item.Source</c> shows it.</param>
/// <param name="Key">Name of the member, where the items are those of an object.</param>
public readonly record struct MapItem(JsonValue Value, string Source, string? Key = null);

internal static class ItemReaderError
{
    public static StatesException Of(string cause) => new(new(StatesError.ItemReaderFailed, cause));

    public static StatesException Of(ObjectStoreException e) => new(new(StatesError.ItemReaderFailed, CauseOf(e)));

    /// <summary>An S3 refusal in the words Step Functions passes on.</summary>
    public static string CauseOf(ObjectStoreException e) => e.Status is 0
        ? e.Message
        : $"{e.Message} (Service: S3, Status Code: {e.Status}, Request ID: {e.RequestId ?? "null"})";
}
