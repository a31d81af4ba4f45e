using System.Diagnostics;
using StepFlow.Aws.Tracing;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using Tags = StepFlow.StepFunctions.Tracing.StepFunctionsTelemetry.Tags;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>
/// One execution on its way into a trace: events in, spans out, each when it ends. Nothing is kept open meanwhile, and folding the
/// journal once more gives the same spans, so a trace goes on after a restart where it was.
/// </summary>
internal sealed class TracedExecution
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, TracedFrame> _frames = [];
    private readonly Dictionary<int, TracedAttempt> _attempts = [];
    private readonly List<ActivityEvent> _events = [];
    private readonly ExecutionIdentity _identity;
    private readonly TracingLimits _limits;
    private readonly MapRunSampling _mapRuns;
    private readonly SpanIds _ids;
    private readonly ActivityContext _parent;
    private DateTimeOffset _startedAt;
    private int _redrive;
    private int _spans;
    private int _leftOut;
    private bool _isPast;

    private TracedExecution(ExecutionStarted started, TracingLimits limits, MapRunSampling mapRuns)
    {
        _identity = started.Identity;
        _limits = limits;
        _mapRuns = mapRuns;
        _ids = new(_identity.ExecutionArn);
        _parent = XRayTraceHeader.TryParse(_identity.Trace, out var parent) ? parent : new(_ids.OwnTrace, default, ActivityTraceFlags.Recorded);
        _startedAt = started.At;
        _frames[0] = new(0, parent: null, 0, started.At);
    }

    /// <summary>Begins a trace with the first event of an execution; null where no listener wants it.</summary>
    public static TracedExecution? Begin(ExecutionStarted started, TracingLimits limits, MapRunSampling mapRuns)
    {
        var trace = new TracedExecution(started, limits, mapRuns);
        return StepFunctionsTelemetry.Source.CreateActivity("execute", ActivityKind.Consumer, trace._parent) is null ? null : trace;
    }

    /// <summary>Takes in what has been traced already, in another life of this process.</summary>
    public void Remember(IReadOnlyList<ExecutionEvent> past)
    {
        _isPast = true;
        Apply(past);
        _isPast = false;
    }

    public void Apply(IReadOnlyList<ExecutionEvent> events)
    {
        lock (_gate)
        {
            foreach (var @event in events)
            {
                if (_frames.TryGetValue(@event.Frame, out var frame))
                {
                    Apply(frame, @event);
                }
            }
        }
    }

    /// <summary>The span that what is done for this piece of work is below.</summary>
    public ActivityContext? ContextOf(int work)
    {
        lock (_gate)
        {
            if (_attempts.TryGetValue(work, out var attempt))
            {
                return attempt.State.Traced ? Below(_ids.Attempt(work)) : ContextOf(attempt.Frame);
            }

            var frame = _frames.Values.FirstOrDefault(f => f.State?.MapRun?.Work == work);
            return frame is null ? null : ContextOf(frame, frame.State!);
        }
    }

    /// <summary>Somebody in this trace reports on a piece of work.</summary>
    public void LinkReport(int work, ActivityContext reporter)
    {
        lock (_gate)
        {
            if (_attempts.TryGetValue(work, out var attempt))
            {
                attempt.Reports.Add(new(reporter));
            }
        }
    }

    private void Apply(TracedFrame frame, ExecutionEvent @event)
    {
        switch (@event)
        {
            case StateEntered e:
                frame.State = new(e) { Traced = Take(frame), Redrive = _redrive };
                break;
            case StateExited e when frame.State is { } state:
                if (state.Error is { } caught)
                {
                    Add(state.Events, "stepflow.catch", e.At, (Tags.ErrorType, caught.Name), ("stepflow.next", e.Next));
                }

                EndState(frame, e.At, error: null, aborted: false, e.Output);
                break;
            case StateAborted or MapIterationAborted or BranchAborted:
                End(frame, @event.At, error: null, aborted: true);
                break;
            case BranchFailed e:
                End(frame, e.At, e.Error, aborted: false);
                break;
            case BranchEnded or MapIterationSucceeded:
                End(frame, @event.At, error: null, aborted: false);
                _frames.Remove(frame.Id);
                break;
            case ParallelStarted e:
                for (var i = 0; i < e.Count; i++)
                {
                    _frames[e.FirstChild + i] = new(e.FirstChild + i, frame, i, e.At) { Hidden = frame.Hidden, Traced = Take(frame), Redrive = _redrive };
                }

                break;
            case MapIterationStarted e:
                StartIteration(frame, e);
                break;
            case MapRunStarted e when frame.State is { } state:
                state.MapRun = (e.Work, e.MapRunArn);
                break;
            case MapRunRedriven e when frame.State is { } state:
                state.MapRun = (e.Work, e.MapRunArn);
                break;
            case ExecutionSucceeded or ExecutionFailed or ExecutionTimedOut or ExecutionAborted:
                EndExecution(@event);
                break;
            case ExecutionRedriven e:
                Reopen(e);
                break;
            case TimeSkipped e:
                Add(_events, "stepflow.time_skipped", e.At, ("stepflow.skipped_seconds", e.By.TotalSeconds));
                break;
            default:
                if (frame.State is { } current)
                {
                    ApplyToState(frame, current, @event);
                }

                break;
        }
    }

    private void ApplyToState(TracedFrame frame, TracedState state, ExecutionEvent @event)
    {
        switch (@event)
        {
            case WorkScheduled e:
                _attempts[e.Work] = new(frame, state, e);
                break;
            case WorkStarted { WorkerName: not null } e when _attempts.TryGetValue(e.Work, out var attempt):
                attempt.Worker = e.WorkerName;
                Add(attempt.Events, "stepflow.taken", e.At);
                break;
            case HeartbeatReceived e when _attempts.TryGetValue(e.Work, out var attempt):
                Add(attempt.Events, "stepflow.heartbeat", e.At);
                break;
            case WorkSubmitted e when _attempts.TryGetValue(e.Work, out var attempt):
                Write(attempt, e.At, error: null, aborted: false);
                attempt.SubmittedAt = e.At;
                break;
            case WorkSucceeded e:
                state.Error = null;
                EndAttempt(e.Work, e.At, error: null);
                break;
            case WorkFailed e:
                EndAttempt(e.Work, e.At, state.Error = e.Error);
                break;
            case WorkTimedOut e:
                EndAttempt(e.Work, e.At, state.Error = e.Error);
                break;
            case TimerStarted e:
                state.WaitUntil = e.DueAt;
                break;
            case EvaluationFailed e:
                state.Error = e.Error;
                Add(state.Events, "stepflow.evaluation_failed", e.At, (Tags.ErrorType, e.Error.Name), ("stepflow.location", e.Location));
                break;
            case ParallelFailed e:
                state.Error = e.Error;
                break;
            case MapFailed e:
                state.Error = e.Error;
                break;
            case MapRunFailed e:
                state.Error = e.Error;
                break;
            case RetryScheduled e:
                Add(
                    state.Events, "stepflow.retry", e.At, (Tags.ErrorType, state.Error?.Name), (Tags.Cause, state.Error?.Cause),
                    ("stepflow.retry.delay_seconds", (e.DueAt - e.At).TotalSeconds), ("stepflow.retry.retrier", e.Retrier));
                state.Retries++;
                state.Error = null;
                Forget(frame);
                break;
            default:
                break;
        }
    }

    private void StartIteration(TracedFrame frame, MapIterationStarted e)
    {
        var hidden = frame.Hidden || !_limits.Traces(e.Index);
        var child = new TracedFrame(e.Child, frame, e.Index, e.At)
        {
            IsIteration = true,
            Hidden = hidden,
            Traced = !hidden && Take(frame),
            Redrive = _redrive,
        };
        _frames[e.Child] = child;
        if (frame.State is { } state)
        {
            state.Iterations++;
            state.IterationsTraced += child.Traced ? 1 : 0;
        }
    }

    private void End(TracedFrame frame, DateTimeOffset at, StatesError? error, bool aborted)
    {
        EndState(frame, at, error, aborted, output: null);
        if (!frame.Ended && frame.Parent is { State: { } state } parent)
        {
            frame.Ended = true;
            if (frame.Traced && !_isPast)
            {
                SpanWriter.Frame(frame, _ids, ContextOf(parent, state), at, error, aborted);
            }
        }
    }

    private void EndState(TracedFrame frame, DateTimeOffset at, StatesError? error, bool aborted, JsonValue? output)
    {
        if (frame.State is not { Ended: false } state)
        {
            return;
        }

        state.Ended = true;
        foreach (var attempt in _attempts.Values.Where(a => ReferenceEquals(a.State, state)).ToList())
        {
            EndAttempt(attempt.Work, at, error: null, aborted: true);
        }

        if (state.MapRun is { } mapRun)
        {
            (state.Iterations, state.IterationsTraced) = _mapRuns.End(mapRun.Arn);
        }

        if (state.Traced && !_isPast)
        {
            SpanWriter.State(state, _ids, ContextOf(frame), at, error, aborted, output, _limits);
        }

        if (output is not null)
        {
            Forget(frame);
        }
    }

    private void EndAttempt(int work, DateTimeOffset at, StatesError? error, bool aborted = false)
    {
        if (_attempts.Remove(work, out var attempt))
        {
            Write(attempt, at, error, aborted);
        }
    }

    private void Write(TracedAttempt attempt, DateTimeOffset at, StatesError? error, bool aborted)
    {
        if (!attempt.State.Traced || _isPast)
        {
            return;
        }

        var parent = ContextOf(attempt.Frame, attempt.State);
        if (attempt.SubmittedAt is null)
        {
            SpanWriter.Attempt(attempt, _ids, parent, at, error, aborted);
        }
        else
        {
            SpanWriter.Wait(attempt, _ids, parent, at, error, aborted);
        }
    }

    // Children have larger numbers than their parents, so each parent ends after all that is in it.
    private void EndExecution(ExecutionEvent @event)
    {
        var (status, error) = @event switch
        {
            ExecutionFailed e => ("FAILED", e.Error),
            ExecutionAborted e => ("ABORTED", e.Error),
            ExecutionTimedOut => ("TIMED_OUT", new StatesError(StatesError.Timeout)),
            _ => ("SUCCEEDED", (StatesError?)null),
        };
        foreach (var frame in _frames.Values.OrderByDescending(f => f.Id).ToList())
        {
            var failed = frame.Id is 0 && @event is ExecutionFailed;
            End(frame, @event.At, failed ? error : null, aborted: !failed);
        }

        if (!_isPast)
        {
            SpanWriter.Execution(_identity, _redrive, _ids, _parent, _startedAt, @event.At, status, error, _leftOut, _events);
        }
    }

    // What is left in the tree is what did not succeed: it goes on, in spans of its own.
    private void Reopen(ExecutionRedriven e)
    {
        _redrive = e.RedriveCount;
        _startedAt = e.At;
        _events.Clear();
        foreach (var frame in _frames.Values)
        {
            frame.Ended = false;
            frame.StartedAt = e.At;
            frame.Redrive = _redrive;
            if (frame.State is { } state)
            {
                state.Ended = false;
                state.StartedAt = e.At;
                state.Redrive = _redrive;
                state.Retries = 0;
                state.Error = null;
                state.Events.Clear();
            }
        }
    }

    private void Forget(TracedFrame ancestor)
    {
        if (_frames.Count is 1)
        {
            return;
        }

        foreach (var id in _frames.Values.Where(f => IsBelow(f, ancestor)).Select(f => f.Id).ToList())
        {
            _frames.Remove(id);
        }
    }

    private static bool IsBelow(TracedFrame frame, TracedFrame ancestor)
    {
        for (var parent = frame.Parent; parent is not null; parent = parent.Parent)
        {
            if (ReferenceEquals(parent, ancestor))
            {
                return true;
            }
        }

        return false;
    }

    private bool Take(TracedFrame within)
    {
        if (within.Hidden)
        {
            return false;
        }

        if (++_spans <= _limits.Spans)
        {
            return true;
        }

        _leftOut++;
        return false;
    }

    /// <summary>The span that states of this frame are below.</summary>
    private ActivityContext ContextOf(TracedFrame frame)
    {
        if (frame.Parent is not { State: { } state } parent)
        {
            return Below(_ids.Execution(_redrive));
        }

        return frame.Traced ? Below(_ids.Branch(frame.Id, frame.Redrive)) : ContextOf(parent, state);
    }

    /// <summary>The span that what a state does is below.</summary>
    private ActivityContext ContextOf(TracedFrame frame, TracedState state) =>
        state.Traced ? Below(_ids.State(state.EnteredEventId, state.Redrive)) : ContextOf(frame);

    private ActivityContext Below(ActivitySpanId span) => new(_parent.TraceId, span, _parent.TraceFlags | ActivityTraceFlags.Recorded);

    private static void Add(List<ActivityEvent> events, string name, DateTimeOffset at, params ReadOnlySpan<(string Name, object? Value)> tags)
    {
        ActivityTagsCollection all = [];
        foreach (var (tag, value) in tags)
        {
            if (value is not null)
            {
                all[tag] = value;
            }
        }

        events.Add(new(name, at, all));
    }
}
