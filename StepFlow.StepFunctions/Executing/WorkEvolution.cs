using System.Diagnostics;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Executing;

/// <summary>The part of <see cref="Evolution"/> that concerns the call of a Task.</summary>
internal static class WorkEvolution
{
    public static void Apply(Execution execution, Frame frame, ExecutionEvent @event)
    {
        switch (@event)
        {
            case WorkScheduled e:
                execution.NextWork = Math.Max(execution.NextWork, e.Work + 1);
                execution.AddCaller(e.Work, frame);
                Pend(execution, frame, new(e)
                {
                    TimeoutAt = e.At + Seconds(e.TimeoutSeconds),
                    HeartbeatAt = IsActivity(e) ? null : e.At + Seconds(e.HeartbeatSeconds),
                });
                break;
            case WorkStarted e when frame.Pending is Work.Call call:
                var heartbeat = IsActivity(call.Scheduled) ? e.At + Seconds(call.Scheduled.HeartbeatSeconds) : call.HeartbeatAt;
                Pend(execution, frame, call with { Started = true, HeartbeatAt = heartbeat });
                break;
            case WorkSubmitted e when frame.Pending is Work.Call call:
                Pend(execution, frame, call with { Submitted = e.Output });
                break;
            case HeartbeatReceived e when frame.Pending is Work.Call call:
                Pend(execution, frame, call with { HeartbeatAt = e.At + Seconds(call.Scheduled.HeartbeatSeconds) });
                break;
            case WorkSucceeded or WorkFailed or WorkTimedOut:
                execution.RemoveCaller(frame);
                frame.WaitFor(null);
                break;
            case WorkStarted or WorkSubmitted or HeartbeatReceived:
                break;
            default:
                throw new UnreachableException(@event.GetType().Name);
        }
    }

    private static void Pend(Execution execution, Frame frame, Work.Call call)
    {
        frame.WaitFor(call);
        execution.SetTimer(frame, call.DueAt);
    }

    private static bool IsActivity(WorkScheduled e) => e.Resource.Contains(":activity:", StringComparison.Ordinal);

    private static TimeSpan? Seconds(int? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
