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
    private readonly HashSet<StateVisit> _open = [];
    private readonly List<StateVisit> _mapRuns = [];

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
    public IReadOnlyCollection<StateVisit> Open => _open;

    /// <summary>The visits that started a Map Run.</summary>
    public IReadOnlyList<StateVisit> MapRuns => _mapRuns;

    public IReadOnlyDictionary<string, StateTally> States => _states;

    public Branch? Root => _branches.GetValueOrDefault(0);

    /// <summary>Status by state name, as the graph wants it.</summary>
    public IReadOnlyDictionary<string, StateStatus> Statuses => _states.ToDictionary(s => s.Key, s => s.Value.Status, StringComparer.Ordinal);

    /// <summary>Attempts whose task token somebody can answer now.</summary>
    public IEnumerable<TaskAttempt> AwaitingToken =>
        _open.Where(v => v.Attempt is { AwaitsToken: true }).OrderBy(v => v.Number).Select(v => v.Attempt!);

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
            Recount(visit);
        }
    }

    private StateVisit? Apply(ExecutionEvent @event)
    {
        if (@event is ExecutionStarted started)
        {
            Started = started;
            Skipped = started.Ahead ?? TimeSpan.Zero;
            _branches[0] = new(0, parent: null, 0, started.At);
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
            MapIterationSucceeded or BranchEnded => End(branch, BranchOutcome.Succeeded, @event.At),
            BranchFailed e => Fail(branch, e.Error, e.At),
            MapIterationFailed => branch.Outcome is BranchOutcome.Running ? Fail(branch, error: null, @event.At) : branch.Current,
            MapIterationAborted or BranchAborted => Abort(branch, @event.At),
            StateAborted e => branch.Current?.Type == e.StateType ? AbortOrFail(branch, e.At) : null,
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
                    Start(new(e.FirstChild + i, visit, i, e.At));
                }

                break;
            case MapRunStarted:
                _mapRuns.Add(visit);
                break;
            case ParallelFailed or MapFailed or ParallelSucceeded or MapSucceeded or StateExited:
                Settle(visit, @event.At);
                break;
            default:
                break;
        }

        if (WorkOf(@event) is { } work)
        {
            _attempts.GetValueOrDefault(work)?.Apply(@event);
        }

        visit.Apply(@event);
        if (!visit.IsOpen)
        {
            _open.Remove(visit);
        }

        return visit;
    }

    private StateVisit Enter(Branch branch, StateEntered e)
    {
        var visit = new StateVisit(_visits.Count, branch, e);
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

        Start(new(e.Child, map, e.Index, e.At) { Input = e.Input });
        return map;
    }

    private void Start(Branch branch)
    {
        _branches[branch.Frame] = branch;
        branch.Parent!.Add(branch);
    }

    private static StateVisit? End(Branch branch, BranchOutcome outcome, DateTimeOffset at)
    {
        branch.Outcome = outcome;
        branch.EndedAt = at;
        return branch.Current;
    }

    private StateVisit? Fail(Branch branch, StatesError? error, DateTimeOffset at)
    {
        Close(branch.Current, v => v.Fail(error, at));
        return End(branch, BranchOutcome.Failed, at);
    }

    // A failed iteration has an abort of its state in AWS's history too: what has ended before stays as it is.
    private StateVisit? Abort(Branch branch, DateTimeOffset at)
    {
        Close(branch.Current, v => v.Abort(at));
        return branch.Outcome is BranchOutcome.Running && branch.Parent is not null ? End(branch, BranchOutcome.Aborted, at) : branch.Current;
    }

    // AWS shows the state that failed its branch as aborted, like those of its siblings.
    private StateVisit? AbortOrFail(Branch branch, DateTimeOffset at) =>
        branch is { Parent: not null, Outcome: BranchOutcome.Running, Current: { Error: not null, RetryAt: null } current } ? Fail(branch, current.Error, at) : Abort(branch, at);

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
        foreach (var visit in _open.OrderBy(v => v.Number).ToList())
        {
            Close(visit, v =>
            {
                if (Status is ExecutionStatus.Failed && v.Branch == root)
                {
                    v.Fail(Error, @event.At);
                }
                else
                {
                    v.Abort(@event.At);
                }
            });
        }

        return null;
    }

    private StateVisit? Redrive(Branch root, ExecutionRedriven e)
    {
        RedriveCount = e.RedriveCount;
        Status = ExecutionStatus.Running;
        EndedAt = null;
        Error = null;
        Output = null;
        Reopen(root);
        return null;
    }

    // A redrive runs on from the very states that did not succeed, in every branch of the last try.
    private void Reopen(Branch branch)
    {
        branch.EndedAt = null;
        branch.Outcome = BranchOutcome.Running;
        if (branch.Current is not { Exited: null } visit)
        {
            return;
        }

        visit.Reopen();
        _open.Add(visit);
        foreach (var child in visit.Branches)
        {
            if (child.Round == visit.Round && child.Outcome is not BranchOutcome.Succeeded)
            {
                Reopen(child);
            }
        }

        Recount(visit);
    }

    private StateVisit? Skip(TimeSkipped e)
    {
        Skipped += e.By;
        return null;
    }

    // AWS's history does not tell when a branch ends, nor which of them failed: it is one with an error of its own, or in a Fail state.
    private void Settle(StateVisit parent, DateTimeOffset at)
    {
        foreach (var branch in parent.Branches)
        {
            if (branch.Outcome is not BranchOutcome.Running)
            {
                continue;
            }

            _ = branch.Current switch
            {
                { IsOpen: true } current when current.Error is not null || current.Type is "Fail" => Fail(branch, current.Error, at),
                { Exited: not null } current => End(branch, BranchOutcome.Succeeded, current.EndedAt ?? at),
                _ => Abort(branch, at),
            };
        }
    }

    private void Close(StateVisit? visit, Action<StateVisit> close)
    {
        if (visit is { IsOpen: true })
        {
            close(visit);
            _open.Remove(visit);
            Settle(visit, visit.EndedAt!.Value);
            Recount(visit);
        }
    }

    // Only the latest visit of a branch to a state counts.
    private void Recount(StateVisit visit)
    {
        if (visit.CountedAs is not null || visit.Branch.Current == visit)
        {
            _states[visit.State].Count(visit, visit.Status);
        }
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
