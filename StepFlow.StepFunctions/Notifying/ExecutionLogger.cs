using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tracing;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>
/// Logs the events of executions as their state machine's logging configuration has it, in the form of AWS's log records:
/// to the process's log, and with that to whatever telemetry it is exported to, in the execution's trace.
/// </summary>
internal sealed class ExecutionLogger(IRevisions revisions, ILoggerFactory loggers) : IExecutionObserver
{
    public const string Category = "StepFlow.StepFunctions.Executions";

    private readonly ILogger _logger = loggers.CreateLogger(Category);
    private readonly ConcurrentDictionary<Execution, LoggedExecution> _open = new(ReferenceEqualityComparer.Instance);

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        var logged = events[0] is ExecutionStarted ? Begin(execution) : _open.GetValueOrDefault(execution);
        if (logged is null)
        {
            return;
        }

        if (execution.IsRunning)
        {
            _open[execution] = logged;
        }
        else
        {
            _open.TryRemove(execution, out _);
        }

        Log(execution, logged, events);
    }

    public void OnReopened(Execution execution, IReadOnlyList<ExecutionEvent> past)
    {
        if (Begin(execution) is { } logged)
        {
            foreach (var @event in past)
            {
                logged.History.Project(@event);
            }

            _open[execution] = logged;
        }
    }

    private LoggedExecution? Begin(Execution execution)
    {
        var identity = execution.Identity;
        return revisions.Find(identity.StateMachineArn, identity.RevisionId)?.Logging is { Level: not Catalog.LogLevel.Off } configuration
            ? new(configuration, new(), ExecutionTracer.ContextOf(identity, execution.RedriveCount))
            : null;
    }

    private void Log(Execution execution, LoggedExecution logged, IReadOnlyList<ExecutionEvent> events)
    {
        Activity? trace = null;
        foreach (var @event in events)
        {
            if (logged.History.Project(@event) is not { } shown || !logged.Configuration.Level.Lets(shown.Type))
            {
                continue;
            }

            trace ??= FinishedSpan.StandIn(logged.Trace);
            var arn = execution.Identity.ExecutionArn;
            var record = LogRecord.Of(shown, arn, execution.RedriveCount, logged.Configuration.IncludeExecutionData);
            _logger.ExecutionEvent(LevelOf(shown.Type), shown.Type, shown.Id, arn, record.ToString());
        }

        trace?.Dispose();
    }

    private static Level LevelOf(string eventType) =>
        LogLevels.IsFatal(eventType) ? Level.Error : LogLevels.IsError(eventType) ? Level.Warning : Level.Information;

    private sealed record LoggedExecution(LoggingConfiguration Configuration, HistoryProjection History, ActivityContext Trace);
}
