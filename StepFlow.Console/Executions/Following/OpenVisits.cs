using StepFlow.Language.Errors;

namespace StepFlow.ConsoleUI.Executions.Following;

/// <summary>
/// The visits under way, and how they end together with their branches. AWS's history tells when a state is left and when an execution
/// ends, but of the branches in between little: what is missing follows from what has ended around them.
/// </summary>
internal sealed class OpenVisits(Dictionary<string, StateTally> states)
{
    private readonly HashSet<StateVisit> _open = [];

    /// <summary>In no order.</summary>
    public IReadOnlyCollection<StateVisit> All => _open;

    public void Add(StateVisit visit) => _open.Add(visit);

    /// <summary>Takes note that an event of its own may have ended a visit.</summary>
    public void Look(StateVisit visit)
    {
        if (!visit.IsOpen)
        {
            _open.Remove(visit);
        }
    }

    public static StateVisit? End(Branch branch, BranchOutcome outcome, DateTimeOffset at)
    {
        branch.Outcome = outcome;
        branch.EndedAt = at;
        return branch.Current;
    }

    public StateVisit? Fail(Branch branch, StatesError? error, DateTimeOffset at)
    {
        Close(branch.Current, v => v.Fail(error, at));
        return End(branch, BranchOutcome.Failed, at);
    }

    /// <summary>A failed iteration has an abort of its state in AWS's history too: what has ended before stays as it is.</summary>
    public StateVisit? Abort(Branch branch, DateTimeOffset at)
    {
        Close(branch.Current, v => v.Abort(at));
        return branch.Outcome is BranchOutcome.Running && branch.Parent is not null ? End(branch, BranchOutcome.Aborted, at) : branch.Current;
    }

    /// <summary>AWS shows the state that failed its branch as aborted, like those of its siblings.</summary>
    public StateVisit? AbortOrFail(Branch branch, DateTimeOffset at) =>
        branch is { Parent: not null, Outcome: BranchOutcome.Running, Current: { Error: not null, RetryAt: null } current } ? Fail(branch, current.Error, at) : Abort(branch, at);

    /// <summary>Ends the branches of a Parallel or Map that has ended itself.</summary>
    public void Settle(StateVisit parent, DateTimeOffset at)
    {
        // AWS's history does not tell when a branch ends, nor which of them failed: it is one with an error of its own, or in a Fail state.
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

    /// <summary>The execution has ended: those of its own level failed where it did, and all others are cut off.</summary>
    /// <param name="root">The execution's own level.</param>
    /// <param name="failed">Whether it failed.</param>
    /// <param name="failure">Why it failed; null where that is not known.</param>
    /// <param name="at">When.</param>
    public void CloseAll(Branch root, bool failed, StatesError? failure, DateTimeOffset at)
    {
        foreach (var visit in _open.OrderBy(v => v.Number).ToList())
        {
            Close(visit, v =>
            {
                if (failed && v.Branch == root)
                {
                    v.Fail(failure, at);
                }
                else
                {
                    v.Abort(at);
                }
            });
        }
    }

    /// <summary>A redrive runs on from the very states that did not succeed, in every branch of the last try.</summary>
    /// <param name="branch">The execution's own level; then those below it.</param>
    /// <param name="at">When.</param>
    /// <param name="redrive">Its number, from 1.</param>
    public void Reopen(Branch branch, DateTimeOffset at, int redrive)
    {
        branch.Reopen(at, redrive);
        if (branch.Current is not { Exited: null } visit)
        {
            return;
        }

        visit.Reopen(at, redrive);
        _open.Add(visit);
        foreach (var child in visit.Branches)
        {
            if (child.Round == visit.Round && child.Outcome is not BranchOutcome.Succeeded)
            {
                Reopen(child, at, redrive);
            }
        }

        Recount(visit);
    }

    /// <summary>Only the latest visit of a branch to a state counts.</summary>
    public void Recount(StateVisit visit)
    {
        if (visit.CountedAs is not null || visit.Branch.Current == visit)
        {
            states[visit.State].Count(visit, visit.Status);
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
}
