using StepFlow.Language.Data;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.States;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>What Retry and Catch of one state make of an error.</summary>
/// <param name="Status">RETRIABLE, CAUGHT_ERROR, or FAILED where neither takes it.</param>
/// <param name="Caught">Where a Catch leads.</param>
/// <param name="Details">As AWS shows it; null where no Retry and no Catch names the error.</param>
internal sealed record ErrorHandling(string Status, Step.Exit? Caught, JsonObject? Details)
{
    public const string Failed = "FAILED";

    /// <param name="state">Whose Retry and Catch.</param>
    /// <param name="scope">The state's scope.</param>
    /// <param name="error">The error.</param>
    /// <param name="retries">How often the Retry that takes the error has been used already.</param>
    /// <param name="ofTask">False where the error is known to come from no Task, so that States.TaskFailed does not stand for it.</param>
    /// <param name="random">For jitter.</param>
    public static ErrorHandling Of(State state, StateScope scope, StatesError error, int retries, bool ofTask, Random random)
    {
        bool Takes(IReadOnlyList<string> patterns) => patterns.Any(p => p is StatesError.TaskFailed && !ofTask ? error.Name == p : error.Matches(p));

        var details = new JsonObjectBuilder(3);
        if (Find(state.Retriers, r => Takes(r.ErrorEquals)) is var (retrier, retryIndex))
        {
            details.Set("retryIndex", retryIndex);
            if (retries < retrier.MaxAttempts)
            {
                details.Set("retryBackoffIntervalSeconds", (long)retrier.DelayBefore(retries, random).TotalSeconds);
                return new("RETRIABLE", null, details.Build());
            }
        }

        if (Find(state.Catchers, c => Takes(c.ErrorEquals)) is var (catcher, catchIndex))
        {
            return new("CAUGHT_ERROR", catcher.Take(scope, error), details.Set("catchIndex", catchIndex).Build());
        }

        return new(Failed, null, details.Count is 0 ? null : details.Build());
    }

    private static (T Item, int Index)? Find<T>(IReadOnlyList<T> items, Func<T, bool> fits)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (fits(items[i]))
            {
                return (items[i], i);
            }
        }

        return null;
    }
}
