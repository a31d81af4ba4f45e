using StepFlow.ConsoleUI.Graph;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.ConsoleUI.Executions.Following;

/// <summary>
/// What an execution went through, folded from its journal: visits of states, attempts, branches and iterations. It grows with every
/// event added, so a page that looks on pays for new events only. It believes what it is told: events of branches it has not heard of
/// are kept and shown, but belong to no visit.
/// </summary>
public sealed class ExecutionView
{
    private readonly List<ExecutionEvent> _events = [];
    private readonly List<StateVisit?> _visitOfEvent = [];
    private readonly List<StateVisit> _visits = [];
    private readonly Dictionary<int, Branch> _branches = [];
    private readonly Dictionary<int, TaskAttempt> _attempts = [];
    private readonly Dictionary<string, StateTally> _states = new(StringComparer.Ordinal);
    private readonly OpenVisits _open;
    private readonly List<StateVisit> _mapRuns = [];

    public ExecutionView() => _open = new(_states);

    public ExecutionStarted? Started { get; private set; }

    public ExecutionStatus Status { get; private set; } = ExecutionStatus.Running;

    public DateTimeOffset? EndedAt { get; private set; }

    public JsonValue? Output { get; private set; }

    public StatesError? Error { get; private set; }

    public int RedriveCount { get; private set; }

    /// <summary>How far its clock is ahead of real time: moved on by hand, or begun so by the execution that started it.</summary>
    public TimeSpan Skipped { get; private set; }

    /// <summary>All events, our own between those that AWS shows.</summary>
    public IReadOnlyList<ExecutionEvent> Events => _events;

    /// <summary>The number in AWS's history of the last event; 0 before the first.</summary>
    public long LastEventId { get; private set; }

    public IReadOnlyList<StateVisit> Visits => _visits;

    /// <summary>The visits under way, in no order.</summary>
    public IReadOnlyCollection<StateVisit> Open => _open.All;

    /// <summary>The visits that started a Map Run.</summary>
    public IReadOnlyList<StateVisit> MapRuns => _mapRuns;

    public IReadOnlyDictionary<string, StateTally> States => _states;

    public Branch? Root => _branches.GetValueOrDefault(0);

    /// <summary>Status by state name, as the graph wants it.</summary>
    public IReadOnlyDictionary<string, StateStatus> Statuses => _states.ToDictionary(s => s.Key, s => s.Value.Status, StringComparer.Ordinal);

    /// <summary>Attempts whose task token somebody can answer now.</summary>
    public IEnumerable<TaskAttempt> AwaitingToken =>
        _open.All.Where(v => v.Attempt is { AwaitsToken: true }).OrderBy(v => v.Number).Select(v => v.Attempt!);

    /// <summary>The visit an event belongs to; null for events of the execution as a whole.</summary>
    /// <param name="index">Place of the event in <see cref="Events"/>.</param>
    public StateVisit? VisitOf(int index) => _visitOfEvent[index];

    /// <summary>The call that an event is about; null for events about none.</summary>
    public TaskAttempt? CallOf(ExecutionEvent @event) =>
        (@event is WorkScheduled scheduled ? scheduled.Work : WorkOf(@event)) is { } work ? _attempts.GetValueOrDefault(work) : null;

    public void Add(IReadOnlyList<ExecutionEvent> events)
    {
        foreach (var @event in events)
        {
            Add(@event);
        }
    }

    public void Add(ExecutionEvent @event)
    {
        LastEventId = Math.Max(LastEventId, @event.Id);
        _events.Add(@event);
        var visit = Apply(@event);
        _visitOfEvent.Add(visit);
        if (visit is not null)
        {
            visit.Events++;
            _open.Recount(visit);
        }
    }

    private StateVisit? Apply(ExecutionEvent @event)
    {
        if (@event is ExecutionStarted started)
        {
            Started = started;
            Skipped = started.Ahead ?? TimeSpan.Zero;
            _branches[0] = new(0, parent: null, 0, started.At, redrive: 0);
            return null;
        }

        if (_branches.GetValueOrDefault(@event.Frame) is not { } branch)
        {
            return null;
        }

        return @event switch
        {
            ExecutionSucceeded or ExecutionFailed or ExecutionTimedOut or ExecutionAborted => End(branch, @event),
            ExecutionRedriven e => Redrive(branch, e),
            TimeSkipped e => Skip(e),
            StateEntered e => Enter(branch, e),
            MapIterationStarted e => StartIteration(branch, e),
            MapIterationSucceeded or BranchEnded => OpenVisits.End(branch, BranchOutcome.Succeeded, @event.At),
            BranchFailed e => _open.Fail(branch, e.Error, e.At),
            MapIterationFailed => branch.Outcome is BranchOutcome.Running ? _open.Fail(branch, error: null, @event.At) : branch.Current,
            MapIterationAborted or BranchAborted => _open.Abort(branch, @event.At),
            StateAborted e => branch.Current?.Type == e.StateType ? _open.AbortOrFail(branch, e.At) : null,
            _ => branch.Current is { } visit ? Apply(visit, @event) : null,
        };
    }

    private StateVisit Apply(StateVisit visit, ExecutionEvent @event)
    {
        switch (@event)
        {
            case WorkScheduled e:
                _attempts[e.Work] = visit.Schedule(e, Skipped);
                break;
            case MapStarted:
                visit.BeginRound();
                break;
            case ParallelStarted e:
                visit.BeginRound();
                for (var i = 0; i < e.Count; i++)
                {
                    Start(new(e.FirstChild + i, visit, i, e.At, RedriveCount));
                }

                break;
            case MapRunStarted:
                _mapRuns.Add(visit);
                break;
            case ParallelFailed or MapFailed or ParallelSucceeded or MapSucceeded or StateExited:
                _open.Settle(visit, @event.At);
                break;
            default:
                break;
        }

        if (WorkOf(@event) is { } work)
        {
            _attempts.GetValueOrDefault(work)?.Apply(@event);
        }

        visit.Apply(@event);
        _open.Look(visit);
        return visit;
    }

    private StateVisit Enter(Branch branch, StateEntered e)
    {
        var visit = new StateVisit(_visits.Count, branch, e, Skipped) { Redrive = RedriveCount };
        _visits.Add(visit);
        _open.Add(visit);
        if (!_states.TryGetValue(e.State, out var tally))
        {
            _states[e.State] = tally = new(e.State);
        }

        if (branch.Enter(visit) is { } before)
        {
            tally.Count(before, null);
        }

        tally.Visits++;
        tally.Last = visit;
        return visit;
    }

    private StateVisit? StartIteration(Branch branch, MapIterationStarted e)
    {
        if (branch.Current is not { } map)
        {
            return null;
        }

        Start(new(e.Child, map, e.Index, e.At, RedriveCount) { Input = e.Input });
        return map;
    }

    private void Start(Branch branch)
    {
        _branches[branch.Frame] = branch;
        branch.Parent!.Add(branch);
    }

    private StateVisit? End(Branch root, ExecutionEvent @event)
    {
        EndedAt = @event.At;
        (Status, Output, Error) = @event switch
        {
            ExecutionSucceeded e => (ExecutionStatus.Succeeded, e.Output, null),
            ExecutionFailed e => (ExecutionStatus.Failed, null, e.Error),
            ExecutionTimedOut => (ExecutionStatus.TimedOut, null, new(StatesError.Timeout)),
            ExecutionAborted e => (ExecutionStatus.Aborted, null, e.Error),
            _ => (Status, Output, Error),
        };
        root.EndedAt = @event.At;
        root.Outcome = Status switch
        {
            ExecutionStatus.Succeeded => BranchOutcome.Succeeded,
            ExecutionStatus.Failed => BranchOutcome.Failed,
            _ => BranchOutcome.Aborted,
        };
        _open.CloseAll(root, Status is ExecutionStatus.Failed, Error, @event.At);
        return null;
    }

    private StateVisit? Redrive(Branch root, ExecutionRedriven e)
    {
        RedriveCount = e.RedriveCount;
        Status = ExecutionStatus.Running;
        EndedAt = null;
        Error = null;
        Output = null;
        _open.Reopen(root, e.At, e.RedriveCount);
        return null;
    }

    private StateVisit? Skip(TimeSkipped e)
    {
        Skipped += e.By;
        return null;
    }

    private static int? WorkOf(ExecutionEvent @event) => @event switch
    {
        WorkStarted e => e.Work,
        WorkSubmitted e => e.Work,
        WorkSucceeded e => e.Work,
        WorkFailed e => e.Work,
        WorkTimedOut e => e.Work,
        HeartbeatReceived e => e.Work,
        _ => null,
    };
}
