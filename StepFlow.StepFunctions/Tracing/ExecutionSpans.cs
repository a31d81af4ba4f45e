using System.Diagnostics;
using StepFlow.Aws.Tracing;
using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>The open spans of one execution. Events open and close them; what is closed is exported at once.</summary>
internal sealed class ExecutionSpans
{
    // More would hide the rest of the trace, and cost as much as the work itself.
    private const int MostIterations = 100;

    private readonly Activity _root;
    private readonly Dictionary<int, FrameSpans> _frames = [];
    private readonly Dictionary<int, Activity> _attempts = [];

    private ExecutionSpans(Activity root)
    {
        _root = root;
        _frames[0] = new(parent: null, root);
    }

    public static ExecutionSpans? Start(ExecutionIdentity identity, DateTimeOffset at, int redrives = 0) =>
        StepFunctionsTelemetry.StartExecution(identity, at, redrives) is { } root ? new(root) : null;

    /// <summary>What a call of this piece of work is to hand on.</summary>
    public string HeaderOf(int work) => XRayTraceHeader.Format((_attempts.GetValueOrDefault(work) ?? _root).Context);

    public Activity? AttemptOf(int work) => _attempts.GetValueOrDefault(work);

    public void Apply(Execution execution, ExecutionEvent @event)
    {
        switch (@event)
        {
            case ExecutionStarted or ExecutionRedriven:
                break;
            case ExecutionSucceeded:
                EndAll(@event.At, execution, error: null);
                break;
            case ExecutionFailed e:
                EndAll(@event.At, execution, e.Error);
                break;
            case ExecutionTimedOut:
                EndAll(@event.At, execution, new(StatesError.Timeout));
                break;
            case ExecutionAborted e:
                EndAll(@event.At, execution, new(e.Error.Name ?? "Aborted", e.Error.Cause));
                break;
            default:
                if (_frames.TryGetValue(@event.Frame, out var frame))
                {
                    ApplyTo(frame, execution, @event);
                }

                break;
        }
    }

    private void ApplyTo(FrameSpans frame, Execution execution, ExecutionEvent @event)
    {
        switch (@event)
        {
            case StateEntered e:
                EnterState(frame, e);
                break;
            case StateExited e:
                frame.State?.SetTag("stepflow.state.output_size", e.Output.Utf8Length);
                if (frame.Error is { } caught)
                {
                    frame.State.AddCatch(caught, e.At, e.Next);
                }

                EndBelow(frame, e.At, error: null);
                frame.EndState(e.At, error: null);
                break;
            case RetryScheduled e:
                frame.State?.SetTag("stepflow.state.retry_count", execution.Find(e.Frame)?.RetryCount);
                frame.State.AddRetry(frame.Error, e.At, e.DueAt);
                EndBelow(frame, e.At, error: null);
                frame.Error = null;
                break;
            case WorkScheduled e:
                StartAttempt(frame, e);
                break;
            case WorkSucceeded:
                EndAttempt(frame, @event.At, error: null);
                frame.Error = null;
                break;
            case WorkFailed e:
                EndAttempt(frame, e.At, e.Error);
                break;
            case WorkTimedOut e:
                EndAttempt(frame, e.At, e.Error);
                break;
            case EvaluationFailed e:
                frame.Error = e.Error;
                break;
            case ParallelFailed e:
                frame.Error = e.Error;
                break;
            case MapFailed e:
                frame.Error = e.Error;
                break;
            case ParallelStarted e:
                for (var i = 0; i < e.Count; i++)
                {
                    Open(e.FirstChild + i, frame, frame.State is { } state ? StepFunctionsTelemetry.StartBranch(i, state, e.At) : null);
                }

                break;
            case MapIterationStarted e:
                Open(e.Child, frame, frame.State is { } map && frame.Children++ < MostIterations ? StepFunctionsTelemetry.StartIteration(e.Index, map, e.At) : null);
                break;
            case BranchEnded or MapIterationSucceeded:
                Close(@event.Frame, frame, @event.At, error: null);
                break;
            case MapIterationFailed or MapIterationAborted or StateAborted when @event.Frame is not 0:
                Close(@event.Frame, frame, @event.At, frame.Error ?? new("Aborted"));
                break;
            default:
                break;
        }
    }

    private static void EnterState(FrameSpans frame, StateEntered e)
    {
        if (frame.Container is { } container)
        {
            frame.State = StepFunctionsTelemetry.StartState(e.State, e.StateType, e.Id, e.Input.Utf8Length, container, e.At);
        }
    }

    private void StartAttempt(FrameSpans frame, WorkScheduled e)
    {
        frame.Error = null;
        if (frame.State is { } state && StepFunctionsTelemetry.StartAttempt(e, ++frame.Attempts, state) is { } attempt)
        {
            frame.Attempt = attempt;
            _attempts[e.Work] = attempt;
        }
    }

    private void EndAttempt(FrameSpans frame, DateTimeOffset at, StatesError? error)
    {
        if (frame.Attempt is { } attempt)
        {
            attempt.End(at, error);
            foreach (var (work, _) in _attempts.Where(pair => ReferenceEquals(pair.Value, attempt)).ToList())
            {
                _attempts.Remove(work);
            }
        }

        frame.Attempt = null;
        frame.Error = error;
    }

    private void Open(int frame, FrameSpans parent, Activity? container) => _frames[frame] = new(parent, container);

    private void Close(int frame, FrameSpans spans, DateTimeOffset at, StatesError? error)
    {
        EndBelow(spans, at, error);
        spans.EndState(at, error);
        spans.Container.End(at, error);
        _frames.Remove(frame);
    }

    private void EndBelow(FrameSpans above, DateTimeOffset at, StatesError? error)
    {
        if (_frames.Count is 1)
        {
            return;
        }

        foreach (var (id, spans) in _frames.Where(pair => pair.Value.IsBelow(above)).OrderByDescending(pair => pair.Key).ToList())
        {
            spans.EndState(at, error);
            spans.Container.End(at, error);
            _frames.Remove(id);
        }
    }

    private void EndAll(DateTimeOffset at, Execution execution, StatesError? error)
    {
        var main = _frames[0];
        EndBelow(main, at, error);
        main.EndState(at, error);
        _root.SetTag("stepflow.execution.status", execution.Status.ToString());
        _root.End(at, error);
    }

    /// <summary>After a restart or a redrive states go on without being entered anew.</summary>
    public void Reopen(Execution execution, DateTimeOffset notBefore)
    {
        foreach (var frame in execution.Frames.OrderBy(frame => frame.Id))
        {
            if (frame.Parent is { } above && _frames.TryGetValue(above.Id, out var parent))
            {
                Open(frame.Id, parent, parent.State is { } state ? StepFunctionsTelemetry.StartBranch(frame.Index, state, Later(frame.EnteredAt, notBefore)) : null);
            }

            if (frame.Phase is FramePhase.Waiting && _frames.TryGetValue(frame.Id, out var spans) && spans.Container is { } container)
            {
                spans.State = StepFunctionsTelemetry.StartState(
                    frame.State, frame.StateType, frame.EnteredEventId, frame.Input.Utf8Length, container, Later(frame.EnteredAt, notBefore));
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
