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

        while (execution.IsRunning && execution.Timers.TryPeek(out var timer, out var due) && due <= turn.Now)
        {
            execution.Timers.Dequeue();
            if (execution.Find(timer.Frame) is { } frame && frame.PendingVersion == timer.Version)
            {
                Fire(turn, frame);
            }
        }
    }

    private static void Fire(Turn turn, Frame frame)
    {
        switch (frame.Pending)
        {
            case Work.Timer:
                turn.Emit(new TimerFired(), frame);
                StateRun.Complete(turn, frame, frame.Input);
                break;
            case Work.Backoff:
                turn.Emit(new TimerFired(), frame);
                turn.MakeReady(frame);
                break;
            case Work.Call call:
                TimeOut(turn, frame, call);
                break;
            default:
                break;
        }
    }

    private static void TimeOut(Turn turn, Frame frame, Work.Call call)
    {
        var error = new StatesError(StatesError.Timeout);
        turn.Emit(new WorkTimedOut(call.Scheduled.Work, error), frame);
        var state = StateRun.CurrentState(turn, frame);
        Failures.OfState(turn, frame, state, StateRun.Scope(turn, frame, state, taskToken: null), error);
    }
}
