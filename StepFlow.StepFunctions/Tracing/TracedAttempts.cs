using System.Diagnostics;
using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>The calls of an execution's Tasks that have not ended.</summary>
internal sealed class TracedAttempts(TracedFrames frames, SpanWriter spans, SpanIds ids)
{
    private readonly Dictionary<int, TracedAttempt> _open = [];

    /// <summary>Takes in what happened to a call; false where the event is none of a call's.</summary>
    public bool Apply(TracedFrame frame, TracedState state, ExecutionEvent @event)
    {
        switch (@event)
        {
            case WorkScheduled e:
                _open[e.Work] = new(frame, state, e);
                return true;
            case WorkStarted { WorkerName: not null } e when _open.TryGetValue(e.Work, out var attempt):
                attempt.Worker = e.WorkerName;
                attempt.Events.Add("stepflow.taken", e.At);
                return true;
            case HeartbeatReceived e when _open.TryGetValue(e.Work, out var attempt):
                attempt.Events.Add("stepflow.heartbeat", e.At);
                return true;
            case WorkSubmitted e when _open.TryGetValue(e.Work, out var attempt):
                Write(attempt, e.At, error: null, aborted: false);
                attempt.SubmittedAt = e.At;
                return true;
            case WorkSucceeded e:
                state.Error = null;
                End(e.Work, e.At, error: null);
                return true;
            case WorkFailed e:
                End(e.Work, e.At, state.Error = e.Error);
                return true;
            case WorkTimedOut e:
                End(e.Work, e.At, state.Error = e.Error);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The state is left: nobody waits for its calls any more.</summary>
    public void Abort(TracedState state, DateTimeOffset at)
    {
        foreach (var attempt in _open.Values.Where(a => ReferenceEquals(a.State, state)).ToList())
        {
            End(attempt.Work, at, error: null, aborted: true);
        }
    }

    /// <summary>The span that what is done for this call is below; null where no such call is open.</summary>
    public ActivityContext? ContextOf(int work) =>
        !_open.TryGetValue(work, out var attempt) ? null
        : attempt.State.Traced ? frames.Context(ids.Attempt(work))
        : frames.ContextOf(attempt.Frame);

    public void Link(int work, ActivityContext reporter)
    {
        if (_open.TryGetValue(work, out var attempt))
        {
            attempt.Reports.Add(new(reporter));
        }
    }

    private void End(int work, DateTimeOffset at, StatesError? error, bool aborted = false)
    {
        if (_open.Remove(work, out var attempt))
        {
            Write(attempt, at, error, aborted);
        }
    }

    private void Write(TracedAttempt attempt, DateTimeOffset at, StatesError? error, bool aborted)
    {
        if (!attempt.State.Traced)
        {
            return;
        }

        var parent = frames.ContextOf(attempt.Frame, attempt.State);
        if (attempt.SubmittedAt is null)
        {
            spans.Attempt(attempt, parent, at, error, aborted);
        }
        else
        {
            spans.Wait(attempt, parent, at, error, aborted);
        }
    }
}
