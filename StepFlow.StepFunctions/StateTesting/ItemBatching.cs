using StepFlow.Language.Data;
using StepFlow.Language.Json;
using StepFlow.Language.States;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>Items put together by an ItemBatcher, as inputs of child executions.</summary>
internal static class ItemBatching
{
    private const int LargestInput = 262_144;

    public static IReadOnlyList<JsonObject> Of(ItemBatcherField batcher, StateScope scope, IReadOnlyList<JsonValue> items)
    {
        var most = batcher.MaxItemsPerBatch?.Evaluate(scope, 1, "MaxItemsPerBatch must be at least 1.") ?? long.MaxValue;
        var largest = Math.Min(batcher.MaxInputBytesPerBatch?.Evaluate(scope, 1, "MaxInputBytesPerBatch must be at least 1.") ?? LargestInput, LargestInput);
        var batchInput = batcher.BatchInput?.Evaluate(scope);
        var empty = Wrap([], batchInput).Utf8Length;
        List<JsonObject> batches = [];
        List<JsonValue> batch = [];
        var size = empty;
        foreach (var item in items)
        {
            if (batch.Count > 0 && (batch.Count >= most || size + item.Utf8Length + 1 > largest))
            {
                batches.Add(Wrap(batch, batchInput));
                batch = [];
                size = empty;
            }

            batch.Add(item);
            size += item.Utf8Length + 1;
        }

        if (batch.Count > 0)
        {
            batches.Add(Wrap(batch, batchInput));
        }

        return batches;
    }

    /// <summary>TestState shows each item of a batch as JSON text.</summary>
    public static JsonArray AsShown(IReadOnlyList<JsonObject> batches) => JsonArray.Of(batches.Select(b =>
        (JsonValue)b.With("Items", JsonArray.Of(((JsonArray)b["Items"]!).Select(i => (JsonValue)i.ToString())))));

    private static JsonObject Wrap(List<JsonValue> batch, JsonValue? batchInput)
    {
        var items = JsonArray.Of(batch);
        return batchInput is null ? JsonObject.Of(("Items", items)) : JsonObject.Of(("BatchInput", batchInput), ("Items", items));
    }
}
