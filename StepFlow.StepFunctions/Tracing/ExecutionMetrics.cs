using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Operations.Shapes;
using StepFlow.StepFunctions.Running;
using Tags = StepFlow.StepFunctions.Tracing.StepFunctionsTelemetry.Tags;

namespace StepFlow.StepFunctions.Tracing;

/// <summary>Counts executions by status, measures how long they and their tasks take, and how many are open.</summary>
internal sealed class ExecutionMetrics : IExecutionObserver
{
    private static readonly Meter Meter = new(StepFunctionsTelemetry.SourceName);
    private static readonly Counter<long> Started = Meter.CreateCounter<long>("stepflow.executions.started", "{execution}");
    private static readonly Counter<long> Ended = Meter.CreateCounter<long>("stepflow.executions.ended", "{execution}");
    private static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>("stepflow.executions.open", "{execution}");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("stepflow.execution.duration", "s");
    private static readonly Histogram<double> TaskDuration = Meter.CreateHistogram<double>(
        "stepflow.task.duration", "s", "From the scheduling of a task's call to its end");

    private readonly ConcurrentDictionary<Execution, Dictionary<int, WorkScheduled>> _tasks = new(ReferenceEqualityComparer.Instance);

    /// <summary>How long it took until a turn was on disk.</summary>
    internal static Histogram<double> JournalAppend { get; } = Meter.CreateHistogram<double>("stepflow.journal.append.duration", "s");

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        if (TaskDuration.Enabled)
        {
            MeasureTasks(execution, events);
        }

        if (!Started.Enabled && !Ended.Enabled && !Open.Enabled && !Duration.Enabled)
        {
            return;
        }

        var machine = KeyValuePair.Create(Tags.StateMachineArn, (object?)row.StateMachineArn);
        var type = KeyValuePair.Create(Tags.ExecutionType, (object?)(execution.Identity.Express ? "EXPRESS" : "STANDARD"));
        if (events[0] is ExecutionStarted)
        {
            Started.Add(1, machine, type);
            Open.Add(1, type);
        }

        if (!execution.IsRunning)
        {
            var status = KeyValuePair.Create(Tags.ExecutionStatus, (object?)row.Status.ToWire());
            Ended.Add(1, machine, type, status);
            Open.Add(-1, type);
            Duration.Record((row.StopDate!.Value - (row.RedriveDate ?? row.StartDate)).TotalSeconds, machine, type, status);
        }
    }

    public void OnReopened(Execution execution, IReadOnlyList<ExecutionEvent> past)
    {
        Open.Add(1, KeyValuePair.Create(Tags.ExecutionType, (object?)"STANDARD"));
        if (TaskDuration.Enabled)
        {
            MeasureTasks(execution, [.. past.Where(e => e is WorkScheduled)]);
        }
    }

    private void MeasureTasks(Execution execution, IReadOnlyList<ExecutionEvent> events)
    {
        foreach (var @event in events)
        {
            switch (@event)
            {
                case WorkScheduled e:
                    _tasks.GetOrAdd(execution, _ => [])[e.Work] = e;
                    break;
                case WorkSucceeded e:
                    Record(execution, e.Work, e.At, "succeeded");
                    break;
                case WorkFailed e:
                    Record(execution, e.Work, e.At, "failed");
                    break;
                case WorkTimedOut e:
                    Record(execution, e.Work, e.At, "timed_out");
                    break;
                default:
                    break;
            }
        }

        if (!execution.IsRunning)
        {
            _tasks.TryRemove(execution, out _);
        }
    }

    private void Record(Execution execution, int work, DateTimeOffset at, string outcome)
    {
        if (_tasks.TryGetValue(execution, out var tasks) && tasks.Remove(work, out var scheduled))
        {
            TagList tags = new() { { Tags.Resource, scheduled.Resource }, { "stepflow.task.outcome", outcome } };
            TaskDuration.Record((at - scheduled.At).TotalSeconds, tags);
        }
    }
}
