using Microsoft.Extensions.Logging;
using StepFlow.Aws;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>
/// Tells subscribers when a Standard execution starts, ends or is redriven; Express executions say nothing, as on AWS.
/// Delivery never holds an execution up.
/// </summary>
internal sealed class StatusChangeNotifier : IExecutionObserver, IAsyncDisposable
{
    private readonly StatusChangeQueue[] _queues;
    private readonly IdSource _ids;

    public StatusChangeNotifier(IEnumerable<IStatusChangeSubscriber> subscribers, IdSource ids, ILogger<StatusChangeNotifier> logger)
    {
        _ids = ids;
        _queues = [.. subscribers.Select(s => new StatusChangeQueue(s, logger))];
    }

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        if (_queues.Length is 0 || execution.Identity.Express)
        {
            return;
        }

        if (events.FirstOrDefault(e => e is ExecutionStarted or ExecutionRedriven) is { } begun)
        {
            Tell(row.Status is ExecutionStatus.Running ? row : ExecutionRows.AsRunning(row), begun.At);
        }

        if (row.Status is not ExecutionStatus.Running)
        {
            Tell(row, row.StopDate ?? events[^1].At);
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_queues.Select(q => q.DisposeAsync().AsTask()));

    private void Tell(ExecutionDescription row, DateTimeOffset at)
    {
        var statusChange = StatusChange.EventOf(row, _ids.NewId(), at);
        foreach (var queue in _queues)
        {
            queue.Add(row.ExecutionArn, statusChange);
        }
    }
}
