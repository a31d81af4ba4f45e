using System.Text;
using StepFlow.Language.Data;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.ItemReading;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>What an ItemReader would have read, given with the test as it stands in its source.</summary>
internal sealed class ReaderData(string data) : IObjectStore
{
    /// <param name="data">The given data, or null where none was given.</param>
    /// <param name="reader">How the Map reads.</param>
    /// <param name="scope">The Map state's scope.</param>
    /// <param name="inspection">Learns of what an ItemsPointer points at.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<JsonArray> ReadAsync(
        string? data, ItemReaderField reader, StateScope scope, Inspection inspection, CancellationToken cancellation)
    {
        var given = data ?? throw StateTestRefusals.NeedsReaderData();
        var config = reader.ReaderConfig?.Evaluate(scope) as JsonObject ?? JsonObject.Empty;
        if (config["InputType"] is JsonString { Value: "MANIFEST" })
        {
            throw StateTestRefusals.ReaderData("StepFlow does not follow a manifest for a tested state. Test with the InputType of the files it names.");
        }

        List<JsonValue> items = [];
        try
        {
            await foreach (var item in new ItemReader(new ReaderData(given)).ReadAsync(SourceOf(reader, config, scope), cancellation))
            {
                items.Add(item.Value);
            }
        }
        catch (StatesException e)
        {
            throw StateTestRefusals.ReaderData(e.Error.Cause ?? "");
        }

        var array = JsonArray.Of(items);
        if (config.Has("ItemsPointer"))
        {
            inspection.Note("afterItemsPointer", array);
        }

        return array;
    }

    public Task<StoredObject> OpenAsync(ObjectAddress address, CancellationToken cancellation) => Task.FromResult(
        new StoredObject(new MemoryStream(Encoding.UTF8.GetBytes(data)), Length: null, ContentType: null, ETag: null, LastModified: null));

    Task IObjectStore.PutAsync(ObjectAddress address, Stream content, string contentType, CancellationToken cancellation) => throw NotAStore();

    IAsyncEnumerable<ObjectListing> IObjectStore.ListAsync(string bucket, string? prefix, CancellationToken cancellation) => throw NotAStore();

    // Whatever is listed or loaded, the data is the object that holds the items.
    private static ItemSource SourceOf(ItemReaderField reader, JsonObject config, StateScope scope)
    {
        var most = reader.MaxItems?.Evaluate(scope, long.MinValue)
            ?? (config["MaxItems"] is JsonNumber number && number.TryGetInt64(out var limit) ? limit : null);
        var isListing = reader.Resource?.EndsWith(":s3:listObjectsV2", StringComparison.Ordinal) is true
            && config["Transformation"] is not JsonString { Value: "LOAD_AND_FLATTEN" };
        return new("arn:aws:states:::s3:getObject", JsonObject.Empty, isListing ? null : config.Without("ManifestType"), most);
    }

    private static NotSupportedException NotAStore() => new("The data of a test is one object.");
}
