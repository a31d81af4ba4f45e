using System.Diagnostics;
using Microsoft.Extensions.Logging;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tracing;

namespace StepFlow.StepFunctions.Running;

/// <summary>What every runner needs from the service it runs in.</summary>
public sealed record RunnerServices(
    TimeProvider Time,
    IExecutionJournal Journal,
    TaskDispatcher Dispatcher,
    IReadOnlyList<IExecutionObserver> Observers,
    ILogger Logger,
    Action<ExecutionRunner, ExecutionDescription> OnEnded)
{
    /// <summary>Gives each call its own place in the trace; null where executions are not traced.</summary>
    public ITraceHeaders? TraceHeaders { get; init; }

    internal static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    /// <summary>Express executions live in memory alone, as on AWS; Standard ones are journaled before anything is done.</summary>
    internal ValueTask AppendAsync(ExecutionRunner runner, int turn, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row) =>
        runner.Execution.Identity.Express ? ValueTask.CompletedTask
        : ExecutionMetrics.JournalAppend.Enabled ? MeasuredAppendAsync(turn, events, row)
        : Journal.AppendAsync(row.ExecutionArn, turn, events, row, CancellationToken.None);

    internal void Observe(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        foreach (var observer in Observers)
        {
            try
            {
                observer.OnTurn(execution, events, row);
            }
            catch (Exception e)
            {
                Logger.ObserverBroke(e, observer.GetType().Name, row.ExecutionArn);
            }
        }
    }

    private async ValueTask MeasuredAppendAsync(int turn, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        var start = Time.GetTimestamp();
        await Journal.AppendAsync(row.ExecutionArn, turn, events, row, CancellationToken.None);
        ExecutionMetrics.JournalAppend.Record(Time.GetElapsedTime(start).TotalSeconds);
    }

    internal void ObserveReopened(Execution execution, IReadOnlyList<ExecutionEvent> past)
    {
        foreach (var observer in Observers)
        {
            try
            {
                observer.OnReopened(execution, past);
            }
            catch (Exception e)
            {
                Logger.ObserverBroke(e, observer.GetType().Name, execution.Identity.ExecutionArn);
            }
        }
    }
}

/// <summary>Trace headers for the calls that executions make.</summary>
public interface ITraceHeaders
{
    /// <summary><c>X-Amzn-Trace-Id</c> for the call of this piece of work; null where the execution is not traced.</summary>
    string? Of(ExecutionRunner runner, int work);

    /// <summary>Makes the work's span the current activity of this flow, until the returned one is disposed.</summary>
    Activity? Enter(ExecutionRunner runner, int work);

    /// <summary>The holder of the work's task token reports, in the trace that this <c>X-Amzn-Trace-Id</c> names.</summary>
    void OnReport(ExecutionRunner runner, int work, string traceHeader);
}
