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
    private readonly List<ActivityEvent> _events = [];
    private readonly ActivityContext _parent;
    private readonly MapRunSampling _mapRuns;
    private readonly SpanBudget _budget;
    private readonly SpanWriter _spans;
    private readonly TracedFrames _frames;
    private readonly TracedAttempts _attempts;
    private DateTimeOffset _startedAt;
    private TimeSpan _ahead;

    private TracedExecution(ExecutionStarted started, TracingLimits limits, MapRunSampling mapRuns)
    {
        _ahead = started.Ahead ?? TimeSpan.Zero;
        var startedAt = started.At - _ahead;
        var identity = started.Identity;
        var ids = new SpanIds(identity.ExecutionArn);
        _parent = XRayTraceHeader.TryParse(identity.Trace, out var parent) ? parent : new(ids.OwnTrace, default, ActivityTraceFlags.Recorded);
        _mapRuns = mapRuns;
        _budget = new(limits);
        _spans = new(identity, ids, limits);
        _frames = new(ids, _parent, startedAt, limits, _budget);
        _attempts = new(_frames, _spans, ids);
        _startedAt = startedAt;
    }

    /// <summary>Executions that were not traced since the last one that was, because there were too many.</summary>
    public int Unseen { get; init; }

    /// <summary>Begins a trace with the first event of an execution; null where no listener wants it.</summary>
    /// <param name="unseen">See <see cref="Unseen"/>.</param>
    public static TracedExecution? Begin(ExecutionStarted started, TracingLimits limits, MapRunSampling mapRuns, int unseen)
    {
        var trace = new TracedExecution(started, limits, mapRuns) { Unseen = unseen };
        return StepFunctionsTelemetry.Source.CreateActivity("execute", ActivityKind.Consumer, trace._parent) is null ? null : trace;
    }

    /// <summary>Takes in what has been traced already, in another life of this process.</summary>
    public void Remember(IReadOnlyList<ExecutionEvent> past)
    {
        _spans.IsPast = true;
        Apply(past);
        _spans.IsPast = false;
    }

    public void Apply(IReadOnlyList<ExecutionEvent> events)
    {
        lock (_gate)
        {
            foreach (var @event in events)
            {
                if (_frames.TryFind(@event.Frame, out var frame))
                {
                    Apply(frame, InRealTime(@event));
                }
            }
        }
    }

    /// <summary>The span that what is done for this piece of work is below.</summary>
    public ActivityContext? ContextOf(int work)
    {
        lock (_gate)
        {
            return _attempts.ContextOf(work) ?? (_frames.OfMapRun(work) is { State: { } state } frame ? _frames.ContextOf(frame, state) : null);
        }
    }

    /// <summary>Somebody in this trace reports on a piece of work.</summary>
    public void LinkReport(int work, ActivityContext reporter)
    {
        lock (_gate)
        {
            _attempts.Link(work, reporter);
        }
    }

    // The other programs in a trace know nothing of an execution whose clock was moved on: its spans stand where they really were.
    private ExecutionEvent InRealTime(ExecutionEvent @event) => _ahead > TimeSpan.Zero ? @event with { At = @event.At - _ahead } : @event;

    private void Apply(TracedFrame frame, ExecutionEvent @event)
    {
        switch (@event)
        {
            case StateEntered e:
                frame.State = new(e) { Traced = _budget.Take(frame), Redrive = _frames.Redrive };
                break;
            case StateAborted or MapIterationAborted or BranchAborted:
                End(frame, @event.At, error: null, aborted: true);
                break;
            case BranchFailed e:
                End(frame, e.At, e.Error, aborted: false);
                break;
            case BranchEnded or MapIterationSucceeded:
                End(frame, @event.At, error: null, aborted: false);
                _frames.Close(frame);
                break;
            case ParallelStarted e:
                _frames.OpenBranches(frame, e);
                break;
            case MapIterationStarted e:
                _frames.OpenIteration(frame, e);
                break;
            case ExecutionSucceeded or ExecutionFailed or ExecutionTimedOut or ExecutionAborted:
                EndExecution(@event);
                break;
            case ExecutionRedriven e:
                _startedAt = e.At;
                _events.Clear();
                _frames.Reopen(e);
                break;
            case TimeSkipped e:
                _events.Add("stepflow.time_skipped", e.At, ("stepflow.skipped_seconds", e.By.TotalSeconds));
                _ahead += e.By;
                break;
            default:
                if (frame.State is { } state && !_attempts.Apply(frame, state, @event))
                {
                    ApplyToState(frame, state, @event);
                }

                break;
        }
    }

    private void ApplyToState(TracedFrame frame, TracedState state, ExecutionEvent @event)
    {
        switch (@event)
        {
            case StateExited e:
                if (state.Error is { } caught)
                {
                    state.Events.Add("stepflow.catch", e.At, (Tags.ErrorType, caught.Name), ("stepflow.next", e.Next));
                }

                EndState(frame, e.At, error: null, aborted: false, e.Output);
                break;
            case TimerStarted e:
                state.WaitUntil = e.DueAt;
                break;
            case EvaluationFailed e:
                state.Error = e.Error;
                state.Events.Add("stepflow.evaluation_failed", e.At, (Tags.ErrorType, e.Error.Name), ("stepflow.location", e.Location));
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
            case MapRunStarted e:
                state.MapRun = (e.Work, e.MapRunArn);
                break;
            case MapRunRedriven e:
                state.MapRun = (e.Work, e.MapRunArn);
                break;
            case RetryScheduled e:
                state.Events.Add(
                    "stepflow.retry", e.At, (Tags.ErrorType, state.Error?.Name), (Tags.Cause, state.Error?.Cause),
                    ("stepflow.retry.delay_seconds", (e.DueAt - e.At).TotalSeconds), ("stepflow.retry.retrier", e.Retrier));
                state.Retries++;
                state.Error = null;
                _frames.CloseBelow(frame);
                break;
            default:
                break;
        }
    }

    private void End(TracedFrame frame, DateTimeOffset at, StatesError? error, bool aborted)
    {
        EndState(frame, at, error, aborted, output: null);
        if (!frame.Ended && frame.Parent is { State: { } state } parent)
        {
            frame.Ended = true;
            if (frame.Traced)
            {
                _spans.Frame(frame, _frames.ContextOf(parent, state), at, error, aborted);
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
        _attempts.Abort(state, at);
        if (state.MapRun is { } mapRun)
        {
            (state.Iterations, state.IterationsTraced) = _mapRuns.End(mapRun.Arn);
        }

        if (state.Traced)
        {
            _spans.State(state, _frames.ContextOf(frame), at, error, aborted, output);
        }

        if (output is not null)
        {
            _frames.CloseBelow(frame);
        }
    }

    // Each parent ends after all that is in it.
    private void EndExecution(ExecutionEvent @event)
    {
        var (status, error) = @event switch
        {
            ExecutionFailed e => ("FAILED", e.Error),
            ExecutionAborted e => ("ABORTED", e.Error),
            ExecutionTimedOut => ("TIMED_OUT", new StatesError(StatesError.Timeout)),
            _ => ("SUCCEEDED", (StatesError?)null),
        };
        foreach (var frame in _frames.ChildrenFirst)
        {
            var failed = frame.Id is 0 && @event is ExecutionFailed;
            End(frame, @event.At, failed ? error : null, aborted: !failed);
        }

        _spans.Execution(new(_frames.Redrive, _parent, _startedAt, @event.At, status, error, _budget.LeftOut, Unseen), _events);
    }
}
