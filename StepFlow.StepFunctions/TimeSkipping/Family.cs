using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>
/// Executions that wait for one another: one that waits for a nested execution or a Map Run, with those it waits for. Time goes on for all
/// of them alike, or a child would end after its parent's timeout and before it at once.
/// </summary>
/// <param name="MapRuns">The Map Runs that do nothing but wait for their children.</param>
internal sealed record Family(IReadOnlyList<ExecutionMoment> Members, IReadOnlyCollection<MapRunWait> MapRuns)
{
    /// <summary>
    /// Whether something is being done for one of them in real time: that includes the hand-over of an ended child to its parent, and a Map
    /// Run that starts the next one.
    /// </summary>
    public bool IsAtWork { get; } = Members.Any(m => m.IsAtWork) || Members.SelectMany(m => m.Awaits).Any(
        awaited => !Members.Any(m => m.ExecutionArn == awaited)
            && !MapRuns.Any(r => r.MapRunArn == awaited && r.Children == Members.Count(m => m.MapRunArn == awaited)));

    /// <summary>The timer that comes first; null where no time brings anything.</summary>
    public Waiting? Next { get; } = Members
        .SelectMany(m => m.Waits.Where(w => w.Until is not null).Select(w => (Wait: w, Left: w.Until!.Value - m.Now)))
        .OrderBy(w => w.Left)
        .FirstOrDefault().Wait;

    /// <summary>Whether somebody outside can bring one of them on: a task token, or a worker of an activity.</summary>
    public bool IsOpen => Members.Any(m => m.Waits.Any(w => w.For is WaitingFor.TaskToken or WaitingFor.ActivityWorker));

    /// <summary>How long until <see cref="Next"/>, zero where it is due.</summary>
    public TimeSpan? Left
    {
        get
        {
            TimeSpan? left = Next is { } next ? next.Until - Members.First(m => m.ExecutionArn == next.ExecutionArn).Now : null;
            return left < TimeSpan.Zero ? TimeSpan.Zero : left;
        }
    }

    public static IReadOnlyList<Family> Of(IReadOnlyCollection<ExecutionMoment> moments, IReadOnlyCollection<MapRunWait> mapRuns)
    {
        var parents = new Dictionary<string, ExecutionMoment>(StringComparer.Ordinal);
        foreach (var moment in moments)
        {
            foreach (var awaited in moment.Awaits)
            {
                parents[awaited] = moment;
            }
        }

        return [.. moments.GroupBy(RootOf).Select(members => new Family([.. members], mapRuns))];

        string RootOf(ExecutionMoment moment)
        {
            var root = moment;
            for (var i = 0; i < moments.Count && ParentOf(root) is { } parent; i++)
            {
                root = parent;
            }

            return root.ExecutionArn;
        }

        ExecutionMoment? ParentOf(ExecutionMoment moment) =>
            parents.GetValueOrDefault(moment.ExecutionArn) ?? (moment.MapRunArn is { } run ? parents.GetValueOrDefault(run) : null);
    }
}
