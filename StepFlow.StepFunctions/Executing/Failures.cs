using StepFlow.Language.Data;
using StepFlow.Language.Errors;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Executing;

/// <summary>What becomes of an error: Retry, Catch, the end of the branch, the end of the execution.</summary>
internal static class Failures
{
    /// <summary>A path, template or expression of the state failed. AWS prefixes such causes with the place.</summary>
    /// <param name="entering">Whether it failed while the state was being entered: AWS chains EvaluationFailed accordingly.</param>
    public static void OfEvaluation(Turn turn, Frame frame, State state, StateScope scope, StatesException exception, bool entering)
    {
        var cause = $"An error occurred while executing the state '{state.Name}' (entered at the event id #{frame.EnteredEventId}). {exception.Error.Cause}";
        var error = exception.Error with { Cause = cause };
        if (exception is QueryEvaluationException query)
        {
            turn.Emit(new EvaluationFailed(state.Name, query.Location, error), frame, entering ? frame.BeforeEnteredEventId : null);
        }

        OfState(turn, frame, state, scope, error);
    }

    /// <summary>The state, or its work, failed with this error.</summary>
    public static void OfState(Turn turn, Frame frame, State state, StateScope scope, StatesError error)
    {
        if (Retry(turn, frame, state, error))
        {
            return;
        }

        if (state.Type is "Map" or "Parallel" && (frame.Children?.HasRun is true || error.Name is not StatesError.Runtime))
        {
            turn.Emit<ExecutionEvent>(state.Type is "Map" ? new MapFailed(error) : new ParallelFailed(error), frame);
        }

        if (state.Catchers.FirstOrDefault(c => c.Handles(error)) is { } catcher)
        {
            Catch(turn, frame, state, scope, catcher, error);
            return;
        }

        EndBranch(turn, frame, error);
    }

    private static bool Retry(Turn turn, Frame frame, State state, StatesError error)
    {
        for (var i = 0; i < state.Retriers.Count; i++)
        {
            var retrier = state.Retriers[i];
            if (!retrier.Handles(error))
            {
                continue;
            }

            var retries = frame.RetriesByRetrier?.GetValueOrDefault(i) ?? 0;
            if (retries >= retrier.MaxAttempts)
            {
                return false;
            }

            turn.Emit(new RetryScheduled(i, turn.Now + retrier.DelayBefore(retries, turn.Context.Environment.Random)), frame);
            return true;
        }

        return false;
    }

    private static void Catch(Turn turn, Frame frame, State state, StateScope scope, Catcher catcher, StatesError error)
    {
        Step.Exit exit;
        try
        {
            exit = catcher.Take(scope, error);
        }
        catch (StatesException e)
        {
            var cause = $"An error occurred while executing the state '{state.Name}' (entered at the event id #{frame.EnteredEventId}). {e.Error.Cause}";
            if (e is QueryEvaluationException query)
            {
                turn.Emit(new EvaluationFailed(state.Name, query.Location, e.Error with { Cause = cause }), frame);
            }

            EndBranch(turn, frame, e.Error with { Cause = cause });
            return;
        }

        // Nobody catches what a catcher makes too large: it would be as large again.
        if (StateRun.Excess(frame, state, exit) is { } excess)
        {
            EndBranch(turn, frame, excess);
            return;
        }

        StateRun.Act(turn, frame, state, scope, exit);
    }

    private static void EndBranch(Turn turn, Frame frame, StatesError error)
    {
        if (frame.Parent is null)
        {
            turn.Emit(new ExecutionFailed(error), frame);
            return;
        }

        Branching.FailChild(turn, frame, error);
    }
}
