using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Executing;

/// <summary>Fires whatever is due: waits, retries, timeouts, heartbeats, and the timeout of the whole execution.</summary>
internal static class DueTimers
{
    public static void Fire(Turn turn)
    {
        var execution = turn.Execution;
        if (execution.TimeoutAt is { } end && end <= turn.Now)
        {
            turn.Emit(new ExecutionTimedOut(), execution.Root, previous: 0);
            return;
        }

        var due = TakeDue(turn);
        foreach (var (frame, pending) in due)
        {
            Mark(turn, frame, pending);
        }

        // AWS shows every task that timed out before what the first of them brings about.
        foreach (var (frame, pending) in due)
        {
            if (execution.IsRunning && ReferenceEquals(execution.Find(frame.Id), frame))
            {
                GoOn(turn, frame, pending);
            }
        }
    }

    private static List<(Frame Frame, Work Pending)> TakeDue(Turn turn)
    {
        var execution = turn.Execution;
        List<(Frame, Work)> taken = [];
        while (execution.Timers.TryPeek(out var timer, out var priority) && priority.Due <= turn.Now)
        {
            execution.Timers.Dequeue();
            if (execution.Find(timer.Frame) is { Pending: { } pending } frame && frame.PendingVersion == timer.Version)
            {
                taken.Add((frame, pending));
            }
        }

        taken.Sort((a, b) => a.Item1.Id.CompareTo(b.Item1.Id));
        return taken;
    }

    private static void Mark(Turn turn, Frame frame, Work pending) => turn.Emit<ExecutionEvent>(
        pending is Work.Call call ? new WorkTimedOut(call.Scheduled.Work, new(StatesError.Timeout)) : new TimerFired(), frame);

    private static void GoOn(Turn turn, Frame frame, Work pending)
    {
        var state = StateRun.CurrentState(turn, frame);
        switch (pending)
        {
            case Work.Timer:
                StateRun.Complete(turn, frame, frame.Input);
                break;
            case Work.Backoff:
                turn.MakeReady(frame);
                break;
            default:
                Failures.OfState(turn, frame, state, StateRun.Scope(turn, frame, state, taskToken: null), new(StatesError.Timeout));
                break;
        }
    }
}
