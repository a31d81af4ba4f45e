using StepFlow.ConsoleUI.Graph;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.ConsoleUI.Executions.Following;

/// <summary>One visit of a state, from being entered to being left, with all its attempts, branches and iterations.</summary>
public sealed class StateVisit
{
    private List<TaskAttempt>? _attempts;
    private List<Branch>? _branches;
    private StateStatus _ended;
    private DateTimeOffset? _timer;
    private List<Stretch>? _earlier;
    private DateTimeOffset? _resumedAt;
    private int? _redrive;

    internal StateVisit(int number, Branch branch, StateEntered entered, TimeSpan ahead)
    {
        Ahead = ahead;
        Number = number;
        Branch = branch;
        Entered = entered;
    }

    /// <summary>Place among all visits of the execution, from 0, in the order in which states were entered.</summary>
    public int Number { get; }

    public Branch Branch { get; }

    /// <summary>How far the execution's clock was ahead of real time when the state was entered.</summary>
    public TimeSpan Ahead { get; }

    /// <summary>The number of the redrive that last took it up again, or in whose course it was entered; 0 for none.</summary>
    public int Redrive { get; internal set; }

    /// <summary>When it was entered, or last taken up by a redrive.</summary>
    public DateTimeOffset BeganAt => _resumedAt ?? EnteredAt;

    public StateEntered Entered { get; }

    public string State => Entered.State;

    /// <summary>As the States Language spells it: Task, Choice, Map, …</summary>
    public string Type => Entered.StateType;

    public JsonValue Input => Entered.Input;

    public DateTimeOffset EnteredAt => Entered.At;

    /// <summary>When it was left, or came to its end otherwise; null while it is under way.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public JsonValue? Output => Exited?.Output;

    /// <summary>The variables its Assign has set, with their values.</summary>
    public JsonObject? Assigned => Exited?.Assigned;

    /// <summary>The state it went to; null at the end of a branch, and where a file from elsewhere does not tell.</summary>
    public string? Next => Exited?.Next;

    public StateExited? Exited { get; private set; }

    /// <summary>What failed last; in a state that was left all the same, what it caught.</summary>
    public StatesError? Error { get; private set; }

    /// <summary>Where evaluating a path, template or expression of it failed.</summary>
    public string? ErrorLocation { get; private set; }

    public IReadOnlyList<TaskAttempt> Attempts => _attempts ?? (IReadOnlyList<TaskAttempt>)[];

    /// <summary>Branches or iterations, those of all tries.</summary>
    public IReadOnlyList<Branch> Branches => _branches ?? (IReadOnlyList<Branch>)[];

    /// <summary>Number of items of a Map; null for other states. A distributed Map that reads its items says 0.</summary>
    public int? Items { get; private set; }

    public string? MapRunArn { get; private set; }

    /// <summary>How often the state as a whole was retried.</summary>
    public int Round { get; private set; }

    /// <summary>How long the retrier waits before the next try; null where none is pending.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    /// <summary>The end of a Wait state; null for other states and where the file does not tell.</summary>
    public DateTimeOffset? WaitsUntil { get; private set; }

    /// <summary>How many events there were of it, from StateEntered to StateExited, without those of its branches.</summary>
    public int Events { get; internal set; }

    public bool IsOpen => EndedAt is null;

    public StateStatus Status => this switch
    {
        { EndedAt: not null } => _ended,
        { _timer: not null } => StateStatus.Waiting,
        { Attempt.EndedAt: null } => Attempt.Status,
        { Type: "Wait" } => StateStatus.Waiting,
        _ => StateStatus.Running,
    };

    /// <summary>The attempt under way, or the last one.</summary>
    public TaskAttempt? Attempt => _attempts?[^1];

    /// <summary>The status its name is counted under; null where a later visit of the same branch counts instead.</summary>
    internal StateStatus? CountedAs { get; set; }

    /// <summary>When it was under way: once, and once more for each redrive that took it up again.</summary>
    public IEnumerable<Stretch> Stretches => [.. _earlier ?? [], new(_resumedAt ?? EnteredAt, EndedAt, Status)];

    /// <summary>How long it was under way; what passed before a redrive does not count.</summary>
    public TimeSpan Duration(DateTimeOffset now) =>
        Stretches.Aggregate(TimeSpan.Zero, (sum, stretch) => sum + ((stretch.End ?? now) - stretch.Start));

    /// <summary>Starts its branches or iterations; again where an earlier try has had some.</summary>
    internal void BeginRound()
    {
        if (_branches?[^1].Round == Round)
        {
            Round++;
        }
    }

    internal void Add(Branch branch) => (_branches ??= []).Add(branch);

    internal TaskAttempt Schedule(WorkScheduled scheduled, TimeSpan ahead)
    {
        Error = null;
        if (_redrive is null && Attempt is { Error: not null, RetryAt: null } before)
        {
            // A history of AWS tells of the retry only by its coming.
            before.RetryAt = scheduled.At;
        }

        var attempt = new TaskAttempt(this, Attempts.Count + 1, scheduled, ahead) { Redrive = _redrive };
        _redrive = null;
        (_attempts ??= []).Add(attempt);
        return attempt;
    }

    internal void Apply(ExecutionEvent @event)
    {
        switch (@event)
        {
            case StateExited e:
                Exited = e;
                End(Error is null ? StateStatus.Succeeded : StateStatus.Caught, e.At);
                break;
            case WorkFailed { Error: var error }:
                Error = error;
                break;
            case WorkTimedOut { Error: var error }:
                Error = error;
                break;
            case WorkSucceeded:
                Error = null;
                break;
            case EvaluationFailed e:
                Error = e.Error;
                ErrorLocation = e.Location;
                break;
            case ParallelFailed e:
                Error = e.Error;
                break;
            case MapFailed e:
                Error = e.Error;
                break;
            case MapRunFailed e:
                Error = e.Error;
                break;
            case ParallelStarted or ParallelSucceeded or MapSucceeded:
                Error = null;
                break;
            case MapStarted e:
                Error = null;
                Items = e.Length;
                break;
            case MapRunStarted e:
                MapRunArn = e.MapRunArn;
                break;
            case MapRunRedriven e:
                MapRunArn = e.MapRunArn;
                break;
            case TimerStarted e:
                WaitsUntil = _timer = e.DueAt;
                break;
            case RetryScheduled e:
                Retry(e);
                break;
            case TimerFired:
                _timer = null;
                RetryAt = null;
                break;
            default:
                break;
        }
    }

    internal void Fail(StatesError? error, DateTimeOffset at)
    {
        Error = error ?? Error;
        End(StateStatus.Failed, at);
    }

    internal void Abort(DateTimeOffset at) => End(StateStatus.Aborted, at);

    /// <summary>A redrive goes on with it.</summary>
    /// <param name="at">When.</param>
    /// <param name="redrive">Its number, from 1.</param>
    internal void Reopen(DateTimeOffset at, int redrive)
    {
        (_earlier ??= []).Add(new(_resumedAt ?? EnteredAt, EndedAt ?? at, _ended));
        _resumedAt = at;
        _redrive = Redrive = redrive;
        EndedAt = null;
        Error = null;
    }

    private void Retry(RetryScheduled e)
    {
        Round++;
        RetryAt = _timer = e.DueAt;
        if (Attempt is { } attempt)
        {
            attempt.RetryAt = e.DueAt;
        }
    }

    private void End(StateStatus status, DateTimeOffset at)
    {
        _timer = null;
        RetryAt = null;
        _ended = status;
        EndedAt = at;
        if (status is StateStatus.Failed or StateStatus.Aborted)
        {
            Attempt?.Abort(at);
        }
    }
}
