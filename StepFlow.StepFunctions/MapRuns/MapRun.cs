using System.Security.Cryptography;
using System.Text;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.ItemReading;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>One Map Run: starts a child execution per item or batch, as many at once as allowed, and gathers what comes of them.</summary>
internal sealed class MapRun(MapRunSpec spec, ExecutionService executions, IItemStorage storage, TimeProvider time, long sequence) : IDisposable
{
    /// <summary>AWS's limit where MaxConcurrency is 0 is 10,000; more than this many at once gains nothing on one machine.</summary>
    private const int LocalConcurrency = 1_000;
    private readonly CancellationTokenSource _abort = new();
    private readonly ChildResults _results = new();
    private readonly ConcurrencyGate _gate = new();
    private volatile bool _exceeded;

    public MapRunTally Tally { get; } = new();

    public MapRunSpec Spec { get; } = spec;

    public MapRunStatus Status { get; private set; } = MapRunStatus.Running;

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public DateTimeOffset? EndedAt { get; private set; }

    public long Sequence { get; } = sequence;

    public int MaxConcurrency { get; private set; } = spec.Plan.MaxConcurrency;

    public long ToleratedFailureCount { get; private set; } = spec.Tolerance.Count ?? 0;

    public double ToleratedFailurePercentage { get; private set; } = spec.Tolerance.Percentage ?? 0;

    public int RedriveCount { get; set; }

    public DateTimeOffset? RedrivenAt { get; set; }

    /// <summary>Runs to the end and hands the outcome to the parent.</summary>
    public async Task RunAsync()
    {
        var outcome = await OutcomeAsync();
        EndedAt = time.GetUtcNow();
        Status = _abort.IsCancellationRequested && !_exceeded ? MapRunStatus.Aborted
            : outcome is TaskOutcome.Succeeded ? MapRunStatus.Succeeded : MapRunStatus.Failed;
        Spec.Parent.Post(new Arrival.MapRunEnded(Spec.Work, outcome));
    }

    /// <summary>Ends the run with its parent; running children are aborted.</summary>
    public void Abort() => _abort.Cancel();

    public void Change(MapRunChange change)
    {
        MaxConcurrency = change.MaxConcurrency ?? MaxConcurrency;
        ToleratedFailureCount = change.ToleratedFailureCount ?? ToleratedFailureCount;
        ToleratedFailurePercentage = change.ToleratedFailurePercentage ?? ToleratedFailurePercentage;
        _gate.SetLimit(Concurrency());
    }

    public void Dispose() => _abort.Dispose();

    private async Task<TaskOutcome> OutcomeAsync()
    {
        try
        {
            await using var sink = Spec.Distribution.ResultWriter is null ? null : await storage.OpenAsync(Spec, _abort.Token);
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
            Tally.Written();
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
        var items = Spec.Plan.Items is { } array ? Listed(array) : storage.ReadAsync(Spec, _abort.Token);
        var index = 0;
        await foreach (var input in ItemBatches.Of(Spec, items, _abort.Token))
        {
            await _gate.EnterAsync(_abort.Token);
            if (_exceeded)
            {
                _gate.Leave();
                break;
            }

            Tally.Started(input.Items);
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
            Tally.Ended(input.Items, row.Status);
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
        if (!Spec.Distribution.Express && await executions.DescribeAsync(start.ExecutionArn, _abort.Token) is { } known)
        {
            return known.Status is ExecutionStatus.Succeeded ? known : await executions.GoOnAsync(start.ExecutionArn);
        }

        var child = await executions.BeginAsync(start, new(Spec.MapRunArn, Spec.StatePath, Spec.Label, Spec.Distribution.Express, input.Items, null, null));
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
        };
    }

    private int Concurrency() => MaxConcurrency is 0 ? LocalConcurrency : Math.Min(MaxConcurrency, LocalConcurrency);

    // A percentage can only be judged when all items are known; a count at once. With neither, no failure is tolerated.
    private bool FailedBeyondTolerance(bool whole)
    {
        var failed = Tally.FailedItems;
        var total = Spec.Plan.Items?.Count ?? (whole ? Tally.TotalItems : 0);
        var byCount = failed > ToleratedFailureCount;
        var byPercentage = total > 0 && failed * 100.0 / total > ToleratedFailurePercentage;
        return (Spec.Tolerance.Count, Spec.Tolerance.Percentage) switch
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
