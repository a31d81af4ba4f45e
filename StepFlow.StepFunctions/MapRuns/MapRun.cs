using System.Security.Cryptography;
using System.Text;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.ItemReading;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>One Map Run: starts a child execution per item or batch, as many at once as allowed, and gathers what comes of them.</summary>
internal sealed class MapRun : IDisposable
{
    /// <summary>AWS's limit where MaxConcurrency is 0 is 10,000; more than this many at once gains nothing on one machine.</summary>
    private const int LocalConcurrency = 1_000;
    private readonly CancellationTokenSource _abort = new();
    private readonly ChildResults _results = new();
    private readonly ConcurrencyGate _gate;
    private readonly MapRunTally _tally = new();
    private readonly ExecutionService _executions;
    private readonly IItemStorage _storage;
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startedAt;
    private readonly long _sequence;
    private FailureTolerance _tolerance;
    private int _maxConcurrency;
    private volatile bool _exceeded;

    /// <param name="spec">What is to be done.</param>
    /// <param name="executions">Starts and finds the children.</param>
    /// <param name="storage">Reads items and keeps results.</param>
    /// <param name="time">The parent's clock.</param>
    /// <param name="before">What is known of this Map Run from before a restart or a redrive; null where it is new.</param>
    /// <param name="sequence">Its place among all Map Runs, where it is new.</param>
    /// <param name="onWaiting">Told whenever it begins to wait for its children.</param>
    public MapRun(
        MapRunSpec spec, ExecutionService executions, IItemStorage storage, TimeProvider time, MapRunDescription? before, long sequence, Action onWaiting)
    {
        _gate = new(onWaiting);
        Spec = spec;
        _executions = executions;
        _storage = storage;
        _time = time;
        _startedAt = before?.StartDate ?? time.GetUtcNow();
        _sequence = before?.Sequence ?? sequence;
        _tolerance = spec.Tolerance;
        _maxConcurrency = spec.Plan.MaxConcurrency;
        RedriveCount = before?.RedriveCount ?? 0;
        RedrivenAt = before?.RedriveDate;
        if (before is not null)
        {
            Change(ChangesIn(before));
        }
    }

    public MapRunSpec Spec { get; }

    public MapRunStatus Status { get; private set; } = MapRunStatus.Running;

    /// <summary>By the parent's clock, or that of the child which ended last where it is ahead.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public int RedriveCount { get; init; }

    public DateTimeOffset? RedrivenAt { get; init; }

    public MapRunDescription Description => new()
    {
        MapRunArn = Spec.MapRunArn,
        ExecutionArn = Spec.Parent.Execution.Identity.ExecutionArn,
        StateMachineArn = $"{Spec.Revision.StateMachineArn}/{Spec.Label}",
        Status = Status,
        StartDate = _startedAt,
        StopDate = EndedAt,
        MaxConcurrency = _maxConcurrency,
        ToleratedFailureCount = _tolerance.Count ?? 0,
        ToleratedFailurePercentage = _tolerance.Percentage ?? 0,
        ItemCounts = _tally.Items,
        ExecutionCounts = _tally.Executions,
        RedriveCount = RedriveCount,
        RedriveDate = RedrivenAt,
        Sequence = _sequence,
    };

    /// <summary>What it waits for; null while it does something itself.</summary>
    public MapRunWait? Wait => _gate.Waiting is var (children, changes) ? new(Spec.MapRunArn, children, changes) : null;

    /// <summary>Runs to the end; what has come of it is the parent's to know.</summary>
    public async Task<TaskOutcome> RunAsync()
    {
        var outcome = await OutcomeAsync();
        End(_abort.IsCancellationRequested && !_exceeded ? MapRunStatus.Aborted
            : outcome is TaskOutcome.Succeeded ? MapRunStatus.Succeeded : MapRunStatus.Failed);
        return outcome;
    }

    public void End(MapRunStatus status)
    {
        var now = _time.GetUtcNow();
        EndedAt = _tally.LastStop > now ? _tally.LastStop : now;
        Status = status;
    }

    /// <summary>Ends the run with its parent; running children are aborted.</summary>
    public void Abort()
    {
        try
        {
            _abort.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended in this very moment.
        }
    }

    public void Change(MapRunChange change)
    {
        _maxConcurrency = change.MaxConcurrency ?? _maxConcurrency;
        _tolerance = new(change.ToleratedFailureCount ?? _tolerance.Count, change.ToleratedFailurePercentage ?? _tolerance.Percentage);
        _gate.SetLimit(Concurrency());
    }

    public void Dispose() => _abort.Dispose();

    // UpdateMapRun may have changed the limits of the state; what it left alone is what the state says.
    private MapRunChange ChangesIn(MapRunDescription before) => new(
        before.MaxConcurrency,
        before.ToleratedFailurePercentage.Equals(_tolerance.Percentage ?? 0) ? null : before.ToleratedFailurePercentage,
        before.ToleratedFailureCount == (_tolerance.Count ?? 0) ? null : before.ToleratedFailureCount);

    private async Task<TaskOutcome> OutcomeAsync()
    {
        try
        {
            await using var sink = Spec.Distribution.ResultWriter is null ? null : await _storage.OpenAsync(Spec, _abort.Token);
            await RunChildrenAsync(sink);
            if (FailedBeyondTolerance(whole: true))
            {
                return TaskOutcome.Fail(StatesError.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");
            }

            if (sink is null)
            {
                return TaskOutcome.Of(_results.InOrder());
            }

            var written = await sink.CompleteAsync(_abort.Token);
            _tally.Written();
            return TaskOutcome.Of(written);
        }
        catch (StatesException e)
        {
            return new TaskOutcome.Failed(e.Error);
        }
        catch (OperationCanceledException)
        {
            return TaskOutcome.Fail(StatesError.ExceedToleratedFailureThreshold, "The specified tolerated failure threshold was exceeded");
        }
    }

    private async Task RunChildrenAsync(IResultSink? sink)
    {
        _gate.SetLimit(Concurrency());
        var items = Spec.Plan.Items is { } array ? Listed(array) : _storage.ReadAsync(Spec, _abort.Token);
        var index = 0;
        await foreach (var input in ItemBatches.Of(Spec, items, _abort.Token))
        {
            await _gate.EnterAsync(_abort.Token);
            if (_exceeded)
            {
                _gate.Leave();
                break;
            }

            _tally.Started(input.Items);
            _ = RunChildAsync(index++, input, sink);
        }

        await _gate.DrainAsync();
        _results.ThrowIfBroken();
    }

    private async Task RunChildAsync(int index, ChildInput input, IResultSink? sink)
    {
        try
        {
            var row = await ChildAsync(index, input);
            _tally.Ended(input.Items, row.Status, row.StopDate);
            if (sink is not null)
            {
                sink.Add(index, row);
            }
            else if (row.Status is ExecutionStatus.Succeeded)
            {
                _results.Add(index, row.Output!);
            }

            if (row.Status is not ExecutionStatus.Succeeded && FailedBeyondTolerance(whole: false))
            {
                _exceeded = true;
                await _abort.CancelAsync();
            }
        }
        catch (Exception e)
        {
            _results.Break(e);
        }
        finally
        {
            _gate.Leave();
        }
    }

    private async Task<ExecutionDescription> ChildAsync(int index, ChildInput input)
    {
        var start = StartOf(index, input);
        if (!Spec.Distribution.Express && await _executions.DescribeAsync(start.ExecutionArn, _abort.Token) is { } known)
        {
            return known.Status is ExecutionStatus.Succeeded ? known : await _executions.GoOnAsync(start.ExecutionArn);
        }

        var child = await _executions.BeginAsync(start, new(Spec.MapRunArn, Spec.StatePath, Spec.Label, Spec.Distribution.Express, input.Items, null, null));
        await using var abort = _abort.Token.Register(() => child.Post(new Arrival.Stop(new(Name: null))));
        return await child.Ended;
    }

    // A child's name follows from the run and its place, so a run that goes on after a restart finds the children it had started.
    private ExecutionStart StartOf(int index, ChildInput input)
    {
        var name = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Spec.MapRunArn}#{index}")).AsSpan(0, 16)).ToString();
        var arn = Spec.Revision.StateMachineArn.Split(':');
        var kind = Spec.Distribution.Express ? "express" : "execution";
        var end = Spec.Distribution.Express ? $":{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))}" : "";
        return new()
        {
            Revision = Spec.Revision,
            ExecutionArn = $"{arn[0]}:{arn[1]}:{arn[2]}:{arn[3]}:{arn[4]}:{kind}:{arn[6]}/{Spec.Label}:{name}{end}",
            Name = name,
            Input = input.Input,
            InputText = input.Input.ToString(),
            TraceHeader = Spec.Parent.Execution.Identity.TraceHeader,
            Trace = Spec.Parent.TraceHeaderOf(Spec.Work),
            TestCase = Spec.Parent.Execution.Identity.TestCase,
            StartedBy = Spec.Parent.Execution.Identity.ExecutionArn,
            Ahead = Spec.Parent.Execution.Skipped,
        };
    }

    private int Concurrency() => _maxConcurrency is 0 ? LocalConcurrency : Math.Min(_maxConcurrency, LocalConcurrency);

    // A percentage can only be judged when all items are known; a count at once. With neither, no failure is tolerated.
    private bool FailedBeyondTolerance(bool whole)
    {
        var failed = _tally.FailedItems;
        var total = Spec.Plan.Items?.Count ?? (whole ? _tally.TotalItems : 0);
        var byCount = failed > (_tolerance.Count ?? 0);
        var byPercentage = total > 0 && failed * 100.0 / total > (_tolerance.Percentage ?? 0);
        return (_tolerance.Count, _tolerance.Percentage) switch
        {
            (null, null) => byCount,
            (_, null) => byCount,
            (null, _) => byPercentage,
            _ => byCount || byPercentage,
        };
    }

    private static async IAsyncEnumerable<MapItem> Listed(JsonArray items)
    {
        await Task.CompletedTask;
        foreach (var item in items)
        {
            yield return new(item, "STATE_DATA");
        }
    }
}
