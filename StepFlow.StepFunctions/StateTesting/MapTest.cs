using StepFlow.Language.Data;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.ItemReading;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>A Map whose iterations are mocked: its items are selected and batched, its tolerance is judged, nothing is run.</summary>
internal sealed class MapTest(StateTest test, MapState state, StateScope scope, Inspection inspection)
{
    /// <summary>The error the Map ends with, or null where the mocked result is the outcome.</summary>
    public async ValueTask<StatesError?> JudgeAsync(MapPlan plan, CancellationToken cancellation)
    {
        var mock = test.Mock!;
        var iterations = await CountIterationsAsync(plan, cancellation);
        var failures = test.MapIterationFailureCount ?? 0;
        if (failures > iterations)
        {
            throw StateTestRefusals.TooManyFailures();
        }

        if (IsExceeded(state.Tolerance(scope, plan.Input), failures, iterations))
        {
            return new(StatesError.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");
        }

        if (mock.Fails)
        {
            return new(mock.Error, mock.Cause);
        }

        // Iterations that failed within the tolerance may be left out of the result.
        return mock.Result is JsonArray results && results.Count != iterations && results.Count != iterations - failures
            ? throw StateTestRefusals.IterationCount()
            : null;
    }

    // Without a tolerance AWS fails the Map for no number of failures given.
    private static bool IsExceeded(FailureTolerance tolerance, int failures, int iterations) =>
        (tolerance.Count is { } count && failures > count)
        || (tolerance.Percentage is { } percentage && iterations > 0 && failures * 100.0 / iterations > percentage);

    private async ValueTask<int> CountIterationsAsync(MapPlan plan, CancellationToken cancellation)
    {
        var selected = scope.With(plan.Input);
        var items = plan.Items
            ?? await ReaderData.ReadAsync(test.MapItemReaderData, state.Distribution!.ItemReader!, selected, inspection, cancellation);
        JsonValue[] inputs = [.. items.Select((item, i) => state.ItemInput(scope, plan.Input, i, item))];
        if (state.HasItemSelector)
        {
            inspection.Note("afterItemSelector", JsonArray.Wrap(inputs));
        }

        if (state.Distribution?.ItemBatcher is not { } batcher)
        {
            return inputs.Length;
        }

        List<JsonValue> shown = [];
        await foreach (var (batch, _) in Evaluated(batcher, selected).BatchAsync(inputs.ToAsyncEnumerable(), cancellation))
        {
            shown.Add(AsShown((JsonObject)batch));
        }

        inspection.Note("afterItemBatcher", JsonArray.Of(shown));
        return shown.Count;
    }

    private static ItemBatcher Evaluated(ItemBatcherField batcher, StateScope scope) => new(
        batcher.MaxItemsPerBatch?.Evaluate(scope, 1, "MaxItemsPerBatch must be at least 1."),
        batcher.MaxInputBytesPerBatch?.Evaluate(scope, 1, "MaxInputBytesPerBatch must be at least 1."),
        batcher.BatchInput?.Evaluate(scope));

    // TestState shows each item of a batch as JSON text.
    private static JsonObject AsShown(JsonObject batch) =>
        batch.With("Items", JsonArray.Of(((JsonArray)batch["Items"]!).Select(i => (JsonValue)i.ToString())));
}
