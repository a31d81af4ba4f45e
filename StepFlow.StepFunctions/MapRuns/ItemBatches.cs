using System.Runtime.CompilerServices;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>The input of one child execution, and how many items it stands for.</summary>
internal sealed record ChildInput(JsonValue Input, int Items);

/// <summary>Items, shaped by ItemSelector and put together by ItemBatcher, as inputs of child executions.</summary>
internal static class ItemBatches
{
    /// <summary>AWS's limit for the input of a child execution.</summary>
    private const int LargestInput = 262_144;

    public static async IAsyncEnumerable<ChildInput> Of(
        MapRunSpec spec, IAsyncEnumerable<JsonValue> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var selected = Select(spec, items);
        if (spec.Distribution.ItemBatcher is not { } batcher)
        {
            await foreach (var item in selected.WithCancellation(cancellation))
            {
                yield return new(item, 1);
            }

            yield break;
        }

        var scope = spec.Scope.With(spec.Plan.Input);
        var most = batcher.MaxItemsPerBatch?.Evaluate(scope, 1, "MaxItemsPerBatch must be at least 1.") ?? long.MaxValue;
        var largest = Math.Min(batcher.MaxInputBytesPerBatch?.Evaluate(scope, 1, "MaxInputBytesPerBatch must be at least 1.") ?? LargestInput, LargestInput);
        var batchInput = batcher.BatchInput?.Evaluate(scope);
        List<JsonValue> batch = [];
        var empty = Wrap([], batchInput).Utf8Length;
        var size = empty;
        await foreach (var item in selected.WithCancellation(cancellation))
        {
            if (batch.Count > 0 && (batch.Count >= most || size + item.Utf8Length + 1 > largest))
            {
                yield return new(Wrap(batch, batchInput), batch.Count);
                batch = [];
                size = empty;
            }

            if (empty + item.Utf8Length > largest)
            {
                throw StatesException.Runtime($"An item of {item.Utf8Length} bytes does not fit into a batch of at most {largest} bytes.");
            }

            batch.Add(item);
            size += item.Utf8Length + 1;
        }

        if (batch.Count > 0)
        {
            yield return new(Wrap(batch, batchInput), batch.Count);
        }
    }

    private static async IAsyncEnumerable<JsonValue> Select(MapRunSpec spec, IAsyncEnumerable<JsonValue> items)
    {
        var index = 0;
        await foreach (var item in items)
        {
            yield return spec.State.ItemInput(spec.Scope, spec.Plan.Input, index++, item);
        }
    }

    private static JsonObject Wrap(List<JsonValue> batch, JsonValue? batchInput)
    {
        var items = JsonArray.Of(batch);
        return batchInput is null ? JsonObject.Of(("Items", items)) : JsonObject.Of(("BatchInput", batchInput), ("Items", items));
    }
}
