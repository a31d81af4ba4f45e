using System.Collections.Concurrent;
using System.Diagnostics;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>
/// Turns journaled events into spans: the execution, its states, each attempt of a Task, branches and iterations. Costs nothing
/// while nobody listens.
/// </summary>
public sealed class ExecutionTracer : IExecutionObserver, ITraceHeaders
{
    private readonly ConcurrentDictionary<string, ExecutionSpans> _open = new(StringComparer.Ordinal);

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        if (!StepFunctionsTelemetry.IsListenedTo)
        {
            return;
        }

        _open.TryGetValue(row.ExecutionArn, out var spans);
        foreach (var @event in events)
        {
            if (@event is ExecutionStarted or ExecutionRedriven)
            {
                spans = Begin(execution, @event.At);
                if (@event is ExecutionRedriven)
                {
                    spans?.Reopen(execution, @event.At);
                }
            }

            spans?.Apply(execution, @event);
        }

        if (row.Status is not ExecutionStatus.Running)
        {
            _open.TryRemove(row.ExecutionArn, out _);
        }
    }

    public void OnReopened(Execution execution, IReadOnlyList<ExecutionEvent> past)
    {
        if (StepFunctionsTelemetry.IsListenedTo && execution.IsRunning)
        {
            var at = execution.RedrivenAt ?? execution.Started!.At;
            Begin(execution, at)?.Reopen(execution, at);
        }
    }

    public string? Of(ExecutionRunner runner, int work) =>
        _open.TryGetValue(runner.Execution.Identity.ExecutionArn, out var spans) ? spans.HeaderOf(work) : null;

    public void OnReport(ExecutionRunner runner, int work)
    {
        if (Activity.Current is { } caller && _open.TryGetValue(runner.Execution.Identity.ExecutionArn, out var spans))
        {
            spans.AttemptOf(work)?.AddLink(new(caller.Context));
        }
    }

    private ExecutionSpans? Begin(Execution execution, DateTimeOffset at)
    {
        var spans = ExecutionSpans.Start(execution.Identity, at, execution.RedriveCount);
        if (spans is not null)
        {
            _open[execution.Identity.ExecutionArn] = spans;
        }

        return spans;
    }
}
