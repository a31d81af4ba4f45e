using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StepFlow.Language.Data;
using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>All Map Runs of this service: starts them, and answers what is asked about them, also of those that have ended.</summary>
internal sealed class MapRunDirectory(
    IItemStorage storage,
    IMapRunStore store,
    IRevisions revisions,
    DefinitionCache definitions,
    ChangeSignal signal,
    ILogger<MapRunDirectory> logger)
    : IMapRunDirectory
{
    private readonly ConcurrentDictionary<string, MapRun> _runs = new(StringComparer.Ordinal);
    private ExecutionService? _executions;
    private long _sequence = store.LastSequence();

    public void Attach(ExecutionService executions) => _executions = executions;

    public void Start(ExecutionRunner parent, int frame, int work, string mapRunArn, bool redrive)
    {
        if (SpecOf(parent, frame, work, mapRunArn) is not { } spec)
        {
            return;
        }

        var before = store.Find(mapRunArn);
        var clock = parent.Context.Environment.Time;
        var sequence = before is null ? Interlocked.Increment(ref _sequence) : before.Sequence;
        var run = redrive
            ? new MapRun(spec, _executions!, storage, clock, before, sequence, signal.Raise) { RedriveCount = parent.Execution.RedriveCount, RedrivenAt = clock.GetUtcNow() }
            : new MapRun(spec, _executions!, storage, clock, before, sequence, signal.Raise);
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
        ValueTask.FromResult(_runs.TryGetValue(mapRunArn, out var run) ? run.Description : store.Find(mapRunArn));

    public ValueTask<IReadOnlyList<MapRunDescription>> ListAsync(string executionArn, CancellationToken cancellation)
    {
        var running = _runs.Values.Select(r => r.Description).Where(r => r.ExecutionArn == executionArn).ToList();
        IReadOnlyList<MapRunDescription> all =
        [
            .. running.Concat(store.OfExecution(executionArn).ExceptBy(running.Select(r => r.MapRunArn), r => r.MapRunArn)).OrderByDescending(r => r.Sequence),
        ];
        return ValueTask.FromResult(all);
    }

    public ValueTask<bool> UpdateAsync(string mapRunArn, MapRunChange change, CancellationToken cancellation)
    {
        if (!_runs.TryGetValue(mapRunArn, out var run))
        {
            return store.Find(mapRunArn) is null
                ? ValueTask.FromResult(false)
                : throw Refusals.Validation($"Map Run {mapRunArn} has ended and cannot be updated");
        }

        run.Change(change);
        store.Save(run.Description);
        return ValueTask.FromResult(true);
    }

    public IReadOnlyList<MapRunWait> Waits() => [.. _runs.Values.Select(r => r.Wait).OfType<MapRunWait>()];

    private async Task RunAsync(MapRun run)
    {
        TaskOutcome outcome;
        try
        {
            store.Save(run.Description);
            outcome = await run.RunAsync();
        }
        catch (Exception e)
        {
            logger.MapRunBroke(e, run.Spec.MapRunArn);
            outcome = TaskOutcome.Fail(StatesError.Runtime, $"StepFlow failed by a defect of its own: {e.Message}");
            run.End(MapRunStatus.Failed);
        }

        // Stored before the parent goes on: whoever sees the parent's next event sees how the Map Run ended.
        store.Save(run.Description);
        _runs.TryRemove(new(run.Spec.MapRunArn, run));
        run.Spec.Parent.Post(new Arrival.MapRunEnded(run.Spec.Work, outcome, run.EndedAt));
        run.Dispose();
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
