using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>All executions of this service: starts them, finds them, and takes them up again after a restart.</summary>
public sealed partial class ExecutionService : IExecutions, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ExecutionRunner> _runners = new(StringComparer.Ordinal);
    private readonly IExecutionJournal _journal;
    private readonly IRevisions _revisions;
    private readonly RunnerFactory _factory;
    private readonly ActivityQueues _activities;
    private readonly IMapRunDirectory _mapRuns;
    private readonly ILogger _logger;
    private readonly RunnerServices _services;
    private long _sequence;

    public ExecutionService(
        IExecutionJournal journal,
        IRevisions revisions,
        RunnerFactory factory,
        TaskDispatcher dispatcher,
        NestedExecutions nested,
        ActivityQueues activities,
        IMapRunDirectory mapRuns,
        IEnumerable<IExecutionObserver> observers,
        TimeProvider time,
        ILogger<ExecutionService> logger,
        ITraceHeaders? traceHeaders = null)
    {
        _journal = journal;
        _revisions = revisions;
        _factory = factory;
        _activities = activities;
        _mapRuns = mapRuns;
        _logger = logger;
        _services = new(time, journal, dispatcher, [.. observers], logger, OnEnded) { TraceHeaders = traceHeaders };
        nested.Attach(this);
        mapRuns.Attach(this);
    }

    /// <summary>Takes up every execution that was running when the service stopped.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        _sequence = await _journal.LastSequenceAsync(cancellation);
        var running = await _journal.ListRunningAsync(cancellation);
        List<ExecutionRunner> opened = [];
        foreach (var arn in running)
        {
            if (await OpenAsync(arn, cancellation) is { } runner)
            {
                opened.Add(runner);
            }
        }

        // Only when all are there: one that waits for another must find it running.
        opened.ForEach(r => r.Resume());

        if (running.Count > 0)
        {
            _logger.ExecutionsResumed(running.Count);
        }
    }

    public async ValueTask<StartedExecution> StartAsync(ExecutionStart start, CancellationToken cancellation)
    {
        var runner = await BeginAsync(start, map: null);
        return new(start.ExecutionArn, runner.Execution.Started!.At);
    }

    public async ValueTask<ExecutionDescription> StartSyncAsync(ExecutionStart start, CancellationToken cancellation)
    {
        var runner = await BeginAsync(start with { Sync = true }, map: null);
        return await runner.Ended.WaitAsync(cancellation);
    }

    public async ValueTask<ExecutionDescription?> DescribeAsync(string executionArn, CancellationToken cancellation) =>
        _runners.TryGetValue(executionArn, out var runner) && runner.Row is { } row ? row
        : await _journal.FindAsync(executionArn, cancellation) is { } ended ? ExecutionRows.AsOf(ended, _services.Time.GetUtcNow())
        : null;

    public async ValueTask<DateTimeOffset?> StopAsync(string executionArn, string? error, string? cause, CancellationToken cancellation)
    {
        if (_runners.TryGetValue(executionArn, out var runner))
        {
            runner.Post(new Arrival.Stop(new(error, cause)));
            return (await runner.Ended.WaitAsync(cancellation)).StopDate;
        }

        return (await _journal.FindAsync(executionArn, cancellation))?.StopDate;
    }

    public ValueTask<IReadOnlyList<ExecutionDescription>> ListAsync(ExecutionQuery query, CancellationToken cancellation) =>
        _journal.ListAsync(query, cancellation);

    public ValueTask<IReadOnlyList<HistoryEvent>?> ReadHistoryAsync(string executionArn, HistoryQuery query, CancellationToken cancellation) =>
        new StoredHistory(_journal, executionArn).ReadAsync(query, cancellation);

    public async ValueTask<TaskTokenAnswer> ReportTaskAsync(string taskToken, TaskReport report, CancellationToken cancellation)
    {
        if (!TaskTokens.TryRead(taskToken, out var executionArn, out var work))
        {
            return TaskTokenAnswer.Invalid;
        }

        if (!_runners.TryGetValue(executionArn, out var runner))
        {
            return await _journal.FindAsync(executionArn, cancellation) is null ? TaskTokenAnswer.Unknown : TaskTokenAnswer.TimedOut;
        }

        if (report.Trace is { } trace)
        {
            _services.TraceHeaders?.OnReport(runner, work, trace);
        }

        return await runner.ReportAsync(work, report, cancellation) ? TaskTokenAnswer.Accepted : TaskTokenAnswer.TimedOut;
    }

    public ValueTask<ActivityTask?> TakeActivityTaskAsync(string activityArn, string? workerName, TimeSpan wait, CancellationToken cancellation) =>
        _activities.TakeAsync(activityArn, workerName, wait, cancellation);

    public ValueTask<MapRunDescription?> DescribeMapRunAsync(string mapRunArn, CancellationToken cancellation) =>
        _mapRuns.DescribeAsync(mapRunArn, cancellation);

    public async ValueTask<IReadOnlyList<MapRunDescription>?> ListMapRunsAsync(string executionArn, CancellationToken cancellation) =>
        await DescribeAsync(executionArn, cancellation) is null ? null : await _mapRuns.ListAsync(executionArn, cancellation);

    public ValueTask<bool> UpdateMapRunAsync(string mapRunArn, MapRunChange change, CancellationToken cancellation) =>
        _mapRuns.UpdateAsync(mapRunArn, change, cancellation);

    /// <summary>The runner of an execution that is running.</summary>
    public ExecutionRunner? FindRunner(string executionArn) => _runners.GetValueOrDefault(executionArn);

    public IReadOnlyCollection<ExecutionRunner> Running => (IReadOnlyCollection<ExecutionRunner>)_runners.Values;

    public async ValueTask DisposeAsync()
    {
        foreach (var runner in _runners.Values)
        {
            runner.Dispose();
        }

        _runners.Clear();
        await ValueTask.CompletedTask;
    }

    /// <summary>Waits for an execution's end; null where there is no such execution.</summary>
    internal async Task<ExecutionDescription?> WaitAsync(string executionArn)
    {
        if (_runners.TryGetValue(executionArn, out var runner))
        {
            return await runner.Ended;
        }

        return await _journal.FindAsync(executionArn, CancellationToken.None);
    }

    /// <summary>A child of a Map Run that exists already: the end of one still running, or the end of another try where it failed.</summary>
    internal async Task<ExecutionDescription> GoOnAsync(string executionArn)
    {
        if (_runners.TryGetValue(executionArn, out var running))
        {
            return await running.Ended;
        }

        var runner = await OpenAsync(executionArn, CancellationToken.None)
            ?? throw new InvalidOperationException($"Execution {executionArn} cannot be run on.");
        await runner.RedriveAsync();
        return await runner.Ended;
    }

    /// <summary>Starts an execution, for a client or as a child of a Map Run.</summary>
    internal async ValueTask<ExecutionRunner> BeginAsync(ExecutionStart start, MapChild? map)
    {
        var runner = _factory.Create(_services, start, map);
        if (!_runners.TryAdd(start.ExecutionArn, runner))
        {
            return await SameAsync(start, _runners.GetValueOrDefault(start.ExecutionArn));
        }

        try
        {
            await runner.StartAsync(_factory.StartOf(start, map, Interlocked.Increment(ref _sequence)));
            return runner;
        }
        catch (JournalConflictException)
        {
            _runners.TryRemove(new(start.ExecutionArn, runner));
            throw Refusals.ExecutionAlreadyExists(start.ExecutionArn);
        }
        catch
        {
            _runners.TryRemove(new(start.ExecutionArn, runner));
            throw;
        }
    }

    // The same request once more: it is answered like the first, and not before that is durable.
    private static async ValueTask<ExecutionRunner> SameAsync(ExecutionStart start, ExecutionRunner? runner)
    {
        try
        {
            await (runner?.Begun ?? Task.CompletedTask);
        }
        catch (JournalConflictException)
        {
            throw Refusals.ExecutionAlreadyExists(start.ExecutionArn);
        }

        return runner?.Execution.Started is { } started && started.Input.Equals(start.Input)
            ? runner
            : throw Refusals.ExecutionAlreadyExists(start.ExecutionArn);
    }

    private void OnEnded(ExecutionRunner runner, ExecutionDescription row)
    {
        _runners.TryRemove(new(row.ExecutionArn, runner));
        runner.Dispose();
    }

    private async Task<ExecutionRunner?> OpenAsync(string executionArn, CancellationToken cancellation)
    {
        var stored = await _journal.ReadAsync(executionArn, cancellation);
        var execution = Evolution.Replay(stored!.Events);
        if (_revisions.Find(execution.Identity.StateMachineArn.Split('/')[0], execution.Identity.RevisionId) is not { } revision)
        {
            _logger.ExecutionLost(executionArn, $"its state machine revision {execution.Identity.RevisionId} is gone");
            return null;
        }

        var runner = _factory.Reopen(_services, revision, execution, stored.Turns);
        if (!_runners.TryAdd(executionArn, runner))
        {
            return null;
        }

        _services.ObserveReopened(execution, stored.Events);
        return runner;
    }
}
