using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.ItemReading;

/// <summary>The manifest.json of an S3 inventory report in CSV.</summary>
internal sealed record InventoryManifest(string Bucket, IReadOnlyList<string> Columns, IReadOnlyList<string> Files)
{
    private const string BucketArn = "arn:aws:s3:::";

    public static InventoryManifest Read(string text)
    {
        var manifest = JsonValue.Parse(text) as JsonObject ?? throw ItemReaderError.Of("The inventory manifest is not a JSON object.");
        var format = Text(manifest, "fileFormat");
        if (format is not "CSV")
        {
            throw ItemReaderError.Of($"The inventory's file format '{format}' is not supported; CSV is.");
        }

        var bucket = Text(manifest, "destinationBucket");
        var files = manifest["files"] as JsonArray ?? JsonArray.Empty;
        return new(
            bucket.StartsWith(BucketArn, StringComparison.Ordinal) ? bucket[BucketArn.Length..] : bucket,
            Text(manifest, "fileSchema").Split(',', StringSplitOptions.TrimEntries),
            [.. files.OfType<JsonObject>().Select(f => Text(f, "key"))]);
    }

    private static string Text(JsonObject holder, string name) => holder[name] is JsonString text
        ? text.Value
        : throw ItemReaderError.Of($"The inventory manifest has no '{name}'.");
}
