using System.Runtime.CompilerServices;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.ItemReading;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>The input of one child execution, and how many items it stands for.</summary>
internal sealed record ChildInput(JsonValue Input, int Items);

/// <summary>Items, shaped by ItemSelector and put together by ItemBatcher, as inputs of child executions.</summary>
internal static class ItemBatches
{
    public static async IAsyncEnumerable<ChildInput> Of(
        MapRunSpec spec, IAsyncEnumerable<MapItem> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var selected = Select(spec, items);
        if (spec.Distribution.ItemBatcher is not { } field)
        {
            await foreach (var item in selected.WithCancellation(cancellation))
            {
                yield return new(item, 1);
            }

            yield break;
        }

        var scope = spec.Scope.With(spec.Plan.Input);
        var batcher = new ItemBatcher(
            field.MaxItemsPerBatch?.Evaluate(scope, 1), field.MaxInputBytesPerBatch?.Evaluate(scope, 1), field.BatchInput?.Evaluate(scope));
        await foreach (var (input, count) in batcher.BatchAsync(selected, cancellation))
        {
            yield return new(input, count);
        }
    }

    private static async IAsyncEnumerable<JsonValue> Select(MapRunSpec spec, IAsyncEnumerable<MapItem> items)
    {
        var index = 0;
        await foreach (var item in items)
        {
            yield return spec.State.ItemInput(spec.Scope, spec.Plan.Input, index++, item.Value, item.Key, item.Source);
        }
    }
}
