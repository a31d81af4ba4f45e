using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Executing;

/// <summary>
/// One turn of an execution: events are made, numbered, applied and collected, until everything waits or has ended.
/// The list of a turn's events is one record of the journal.
/// </summary>
internal sealed class Turn(DecisionContext context, Execution execution)
{
    private readonly List<ExecutionEvent> _events = [];
    private readonly Queue<Frame> _ready = new();
    private DateTimeOffset _now = context.Now;

    public DecisionContext Context { get; } = context;

    public Execution Execution { get; } = execution;

    public DateTimeOffset Now => _now;

    public IReadOnlyList<ExecutionEvent> Events => _events;

    /// <summary>True when the turn was cut with states still to run.</summary>
    public bool HasMore => _ready.Count > 0 && Execution.IsRunning;

    /// <summary>Later events of this turn happen at <paramref name="now"/>: the clock was moved on.</summary>
    public void MoveTo(DateTimeOffset now) => _now = now;

    /// <summary>When a Wait ends that would end at <paramref name="dueAt"/> unscaled.</summary>
    public DateTimeOffset ScaleWait(DateTimeOffset dueAt) => Context.WaitTimeScale is 1 ? dueAt : _now + ((dueAt - _now) * Context.WaitTimeScale);

    /// <summary>Numbers the event where AWS shows it, applies it, and adds it to the turn.</summary>
    public T Emit<T>(T @event, Frame frame, long? previous = null)
        where T : ExecutionEvent
    {
        @event.At = _now;
        @event.Frame = frame.Id;
        if (@event.IsVisible)
        {
            @event.Id = Execution.LastEventId + 1;
            @event.PreviousId = previous ?? frame.LastEventId;
            if (@event.Id >= Context.HistoryLimit && @event is not ExecutionFailed && Execution.Started?.Identity.Express is false)
            {
                throw new HistoryFullException();
            }
        }

        Evolution.Apply(Execution, @event);
        _events.Add(@event);
        return @event;
    }

    /// <summary>Lets the frame's current state run later in this turn, behind those already waiting for it.</summary>
    public void MakeReady(Frame frame) => _ready.Enqueue(frame);

    /// <summary>Runs ready frames, each one state at a time, until none is left or the turn is long enough.</summary>
    public void RunReady()
    {
        for (var steps = 0; steps < Context.TurnLimit && Execution.IsRunning && _ready.TryDequeue(out var frame); steps++)
        {
            if (frame.Phase is FramePhase.Ready && ReferenceEquals(Execution.Find(frame.Id), frame))
            {
                StateRun.Enter(this, frame);
            }
        }
    }

    public void FailFull() => Emit(
        new ExecutionFailed(new(StatesError.Runtime, $"The execution reached the maximum number of history events ({Context.HistoryLimit}).")),
        Execution.Root);
}

/// <summary>The history has room for one more event, which says so.</summary>
internal sealed class HistoryFullException : Exception;
