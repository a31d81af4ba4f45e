using Microsoft.Extensions.Logging;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

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
        runner.Execution.Identity.Express
            ? ValueTask.CompletedTask
            : Journal.AppendAsync(row.ExecutionArn, turn, events, row, CancellationToken.None);
}

/// <summary>Trace headers for the calls that executions make.</summary>
public interface ITraceHeaders
{
    string? Of(ExecutionRunner runner, int work);
}
