using StepFlow.Language.Data;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>A Map whose iterations are mocked: its items are selected and batched, its tolerance is judged, nothing is run.</summary>
internal sealed class MapTest(StateTest test, MapState state, StateScope scope, Inspection inspection)
{
    /// <summary>The error the Map ends with, or null where the mocked result is the outcome.</summary>
    public StatesError? Judge(MapPlan plan)
    {
        var mock = test.Mock!;
        var iterations = CountIterations(plan);
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

    private int CountIterations(MapPlan plan)
    {
        var items = plan.Items ?? ReaderData.Read(test.MapItemReaderData, state.Distribution!.ItemReader!, scope.With(plan.Input), inspection);
        JsonValue[] inputs = [.. items.Select((item, i) => state.ItemInput(scope, plan.Input, i, item))];
        if (state.HasItemSelector)
        {
            inspection.Note("afterItemSelector", JsonArray.Wrap(inputs));
        }

        if (state.Distribution?.ItemBatcher is not { } batcher)
        {
            return inputs.Length;
        }

        var batches = ItemBatching.Of(batcher, scope.With(plan.Input), inputs);
        inspection.Note("afterItemBatcher", ItemBatching.AsShown(batches));
        return batches.Count;
    }
}
