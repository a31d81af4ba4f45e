using StepFlow.ConsoleUI.Graph;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Executing;

namespace StepFlow.ConsoleUI.Executions.Following;

/// <summary>One line of control of an execution: the execution itself, a branch of a Parallel, or an iteration of an inline Map.</summary>
public sealed class Branch
{
    private const int FewVisits = 8;
    private readonly List<StateVisit> _visits = [];
    private Dictionary<string, StateVisit>? _latest;
    private List<Stretch>? _earlier;
    private DateTimeOffset? _resumedAt;

    internal Branch(int frame, StateVisit? parent, int index, DateTimeOffset startedAt, int redrive)
    {
        Frame = frame;
        Parent = parent;
        Index = index;
        StartedAt = startedAt;
        Redrive = redrive;
        Round = parent?.Round ?? 0;
    }

    /// <summary>The number that journal events carry: see <see cref="Frame.Id"/>.</summary>
    public int Frame { get; }

    /// <summary>The visit of the Parallel or Map it belongs to; null for the execution itself.</summary>
    public StateVisit? Parent { get; }

    /// <summary>Number of the branch or iteration within its parent.</summary>
    public int Index { get; }

    /// <summary>The try of its parent that it belongs to, from 0: a retried Parallel or Map starts new branches.</summary>
    public int Round { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>The number of the redrive that last took it up again, or in whose course it began; 0 for none.</summary>
    public int Redrive { get; private set; }

    public DateTimeOffset? EndedAt { get; internal set; }

    public BranchOutcome Outcome { get; internal set; }

    /// <summary>What the iteration works on; null for branches, which work on their parent's input.</summary>
    public JsonValue? Input { get; internal init; }

    /// <summary>In the order in which the states were entered.</summary>
    public IReadOnlyList<StateVisit> Visits => _visits;

    /// <summary>The visit that is under way, or that this branch ended with.</summary>
    public StateVisit? Current => _visits.Count is 0 ? null : _visits[^1];

    /// <summary>How many Parallels and Maps are around it; 0 for the execution itself.</summary>
    public int Depth => Parent is null ? 0 : Parent.Branch.Depth + 1;

    /// <summary>When it was under way: once, and once more for each redrive that took it up again.</summary>
    public IEnumerable<Stretch> Stretches => [.. _earlier ?? [], new(_resumedAt ?? StartedAt, EndedAt, Status)];

    private StateStatus Status => Outcome switch
    {
        BranchOutcome.Succeeded => StateStatus.Succeeded,
        BranchOutcome.Failed => StateStatus.Failed,
        BranchOutcome.Aborted => StateStatus.Aborted,
        _ => StateStatus.Running,
    };

    /// <summary>A redrive goes on with it.</summary>
    internal void Reopen(DateTimeOffset at, int redrive)
    {
        Redrive = redrive;
        (_earlier ??= []).Add(new(_resumedAt ?? StartedAt, EndedAt ?? at, Status));
        _resumedAt = at;
        EndedAt = null;
        Outcome = BranchOutcome.Running;
    }

    /// <summary>Adds a visit and answers the one before it to the same state.</summary>
    internal StateVisit? Enter(StateVisit visit)
    {
        var before = Latest(visit.State);
        _visits.Add(visit);
        if (_latest is not null)
        {
            _latest[visit.State] = visit;
        }

        return before;
    }

    // Most branches are short, and there may be ten thousand of them: only long ones keep an index.
    private StateVisit? Latest(string state)
    {
        if (_visits.Count < FewVisits)
        {
            return _visits.FindLast(v => v.State == state);
        }

        if (_latest is null)
        {
            _latest = new(StringComparer.Ordinal);
            foreach (var visit in _visits)
            {
                _latest[visit.State] = visit;
            }
        }

        return _latest.GetValueOrDefault(state);
    }
}

public enum BranchOutcome
{
    Running,
    Succeeded,
    Failed,
    Aborted,
}
