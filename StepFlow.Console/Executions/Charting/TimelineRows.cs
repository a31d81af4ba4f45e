using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.ConsoleUI.Graph;
using StepFlow.ConsoleUI.Shared;

namespace StepFlow.ConsoleUI.Executions.Charting;

/// <summary>
/// The lines of the timeline in order. A Parallel or Map is followed by its branches, a branch by its states, each as far as it is
/// opened: a branch that is closed shows its states as stretches of one line, so that a hundred iterations are a hundred lines.
/// </summary>
public static class TimelineRows
{
    /// <summary>Branches of a visit that are shown without being asked for.</summary>
    private const int FewBranches = 200;

    /// <param name="turned">What somebody has opened or closed by hand, by <see cref="TimelineRow.Key"/>.</param>
    public static List<TimelineRow> Of(ExecutionView view, IReadOnlyDictionary<object, bool> turned)
    {
        List<TimelineRow> rows = [];
        if (view.Root is { } root)
        {
            Add(rows, root, 0, turned);
        }

        return rows;
    }

    private static void Add(List<TimelineRow> rows, Branch branch, int depth, IReadOnlyDictionary<object, bool> turned)
    {
        foreach (var visit in branch.Visits)
        {
            bool? isOpen = visit.Branches.Count is 0 ? null : turned.GetValueOrDefault(visit, visit.Branches.Count <= FewBranches);
            rows.Add(new(visit, visit.State, RemarkOf(visit), depth, isOpen, visit, [.. BarsOf(visit)]));
            if (isOpen is true)
            {
                foreach (var child in visit.Branches)
                {
                    Add(rows, visit, child, depth + 1, turned);
                }
            }
        }
    }

    private static void Add(List<TimelineRow> rows, StateVisit parent, Branch branch, int depth, IReadOnlyDictionary<object, bool> turned)
    {
        if (branch.Current is not { } current)
        {
            return;
        }

        var isOpen = turned.GetValueOrDefault(branch, parent.Type is "Parallel");
        var label = parent.Type is "Parallel" ? $"Branch {branch.Index}" : $"Iteration {branch.Index}";
        var remark = branch.Round > 0 ? $"retry {branch.Round}" : null;
        rows.Add(new(branch, label, remark, depth, isOpen, current, isOpen ? [.. BarsOf(branch.Stretches, label)] : [.. branch.Visits.SelectMany(BarsOfState)]));
        if (isOpen)
        {
            Add(rows, branch, depth + 1, turned);
        }
    }

    private static IEnumerable<TimelineBar> BarsOf(StateVisit visit)
    {
        foreach (var bar in BarsOfState(visit))
        {
            yield return bar;
        }

        foreach (var attempt in visit.Attempts)
        {
            yield return new(attempt.Scheduled.At, attempt.EndedAt, attempt.Status, TimelineBarKind.Attempt, $"Attempt {attempt.Number}: {attempt.Error?.Name ?? Words.Of(attempt.Status)}");
            if (attempt is { EndedAt: { } ended, RetryAt: { } retry })
            {
                yield return new(ended, retry, StateStatus.Waiting, TimelineBarKind.Backoff, $"Waits {Moments.Duration(retry - ended)} before attempt {attempt.Number + 1}");
            }
        }
    }

    private static IEnumerable<TimelineBar> BarsOfState(StateVisit visit) => BarsOf(visit.Stretches, visit.State);

    private static IEnumerable<TimelineBar> BarsOf(IEnumerable<Stretch> stretches, string name)
    {
        DateTimeOffset? endedBefore = null;
        foreach (var stretch in stretches)
        {
            if (endedBefore is { } ended)
            {
                yield return new(ended, stretch.Start, StateStatus.NotEntered, TimelineBarKind.UntilRedrive, "Ended, until a redrive");
            }

            yield return new(stretch.Start, stretch.End, stretch.Status, TimelineBarKind.State, $"{name}: {Words.Of(stretch.Status)}");
            endedBefore = stretch.End;
        }
    }

    private static string? RemarkOf(StateVisit visit) => visit switch
    {
        { Type: "Map", Branches.Count: > 0 } => $"{visit.Branches.Count} of {visit.Items}",
        { MapRunArn: not null } => "Map Run",
        { Attempts.Count: > 1 } => $"{visit.Attempts.Count} attempts{(visit.Attempts.Any(a => a.Redrive is not null) ? ", redriven" : "")}",
        _ => null,
    };
}
