using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StepFlow.Language.Data;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>All Map Runs of this service: starts them, and answers what is asked about them.</summary>
internal sealed class MapRunDirectory(IItemStorage storage, IRevisions revisions, DefinitionCache definitions, TimeProvider time, ILogger<MapRunDirectory> logger)
    : IMapRunDirectory
{
    private readonly ConcurrentDictionary<string, MapRun> _runs = new(StringComparer.Ordinal);
    private ExecutionService? _executions;
    private long _sequence;

    public void Attach(ExecutionService executions) => _executions = executions;

    public void Start(ExecutionRunner parent, int frame, int work, string mapRunArn, bool redrive)
    {
        if (SpecOf(parent, frame, work, mapRunArn) is not { } spec)
        {
            return;
        }

        var run = new MapRun(spec, _executions!, storage, time, Interlocked.Increment(ref _sequence))
        {
            RedriveCount = redrive ? parent.Execution.RedriveCount : 0,
            RedrivenAt = redrive ? time.GetUtcNow() : null,
        };
        _runs[mapRunArn] = run;
        _ = Task.Run(() => RunAsync(run));
    }

    public void AbortOf(string executionArn)
    {
        foreach (var run in _runs.Values)
        {
            if (run.Status is MapRunStatus.Running && run.Spec.Parent.Execution.Identity.ExecutionArn == executionArn)
            {
                run.Abort();
            }
        }
    }

    public ValueTask<MapRunDescription?> DescribeAsync(string mapRunArn, CancellationToken cancellation) =>
        ValueTask.FromResult(_runs.TryGetValue(mapRunArn, out var run) ? Describe(run) : null);

    public ValueTask<IReadOnlyList<MapRunDescription>> ListAsync(string executionArn, CancellationToken cancellation)
    {
        IReadOnlyList<MapRunDescription> runs =
        [
            .. _runs.Values
                .Where(r => r.Spec.Parent.Execution.Identity.ExecutionArn == executionArn)
                .OrderByDescending(r => r.Sequence)
                .Select(Describe),
        ];
        return ValueTask.FromResult(runs);
    }

    public ValueTask<bool> UpdateAsync(string mapRunArn, MapRunChange change, CancellationToken cancellation)
    {
        if (!_runs.TryGetValue(mapRunArn, out var run))
        {
            return ValueTask.FromResult(false);
        }

        if (run.Status is not MapRunStatus.Running)
        {
            throw Refusals.Validation($"Map Run {mapRunArn} has ended and cannot be updated");
        }

        run.Change(change);
        return ValueTask.FromResult(true);
    }

    private static MapRunDescription Describe(MapRun run) => new()
    {
        MapRunArn = run.Spec.MapRunArn,
        ExecutionArn = run.Spec.Parent.Execution.Identity.ExecutionArn,
        StateMachineArn = $"{run.Spec.Revision.StateMachineArn}/{run.Spec.Label}",
        Status = run.Status,
        StartDate = run.StartedAt,
        StopDate = run.EndedAt,
        MaxConcurrency = run.MaxConcurrency,
        ToleratedFailureCount = run.ToleratedFailureCount,
        ToleratedFailurePercentage = run.ToleratedFailurePercentage,
        ItemCounts = run.Tally.Items,
        ExecutionCounts = run.Tally.Executions,
        RedriveCount = run.RedriveCount,
        RedriveDate = run.RedrivenAt,
        Sequence = run.Sequence,
    };

    private async Task RunAsync(MapRun run)
    {
        try
        {
            await run.RunAsync();
        }
        catch (Exception e)
        {
            logger.MapRunBroke(e, run.Spec.MapRunArn);
            run.Spec.Parent.Post(new Arrival.MapRunEnded(
                run.Spec.Work, Tasks.TaskOutcome.Fail(Language.Errors.StatesError.Runtime, $"StepFlow failed by a defect of its own: {e.Message}")));
        }
    }

    // Called on the parent's own thread, so its frames may be read here, and only here.
    private MapRunSpec? SpecOf(ExecutionRunner parent, int frameId, int work, string mapRunArn)
    {
        var execution = parent.Execution;
        if (execution.Find(frameId) is not { Children.Plan: { } plan } frame
            || revisions.Find(execution.Identity.StateMachineArn.Split('/')[0], execution.Identity.RevisionId) is not { } revision)
        {
            return null;
        }

        var path = StatePaths.Of(frame, execution.Identity.MapStatePath);
        var label = mapRunArn.Split(':')[6].Split('/')[^1];
        var context = ContextObject.Build(parent.Context, execution, frame, taskToken: null);
        var scope = new StateScope(frame.Input, frame.Variables, () => context, parent.Context.Environment);
        return new(parent, revision, work, mapRunArn, path, label, StatePaths.Find(definitions.Of(revision).Root, path), plan, frame.Tolerance, scope);
    }
}
