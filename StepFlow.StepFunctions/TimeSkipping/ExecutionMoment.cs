using StepFlow.Language.Json;
using StepFlow.StepFunctions.Executing;

namespace StepFlow.StepFunctions.TimeSkipping;

/// <summary>How a running execution stands between two arrivals, as far as time goes.</summary>
/// <param name="Now">By its own clock.</param>
/// <param name="Awaits">ARNs of the executions and Map Runs whose end it waits for.</param>
internal sealed record ExecutionMoment(
    string ExecutionArn, string? MapRunArn, string? StartedBy, DateTimeOffset Now, TimeSpan Ahead, DateTimeOffset? NextDue, bool IsAtWork,
    IReadOnlyList<Waiting> Waits, IReadOnlyList<string> Awaits)
{
    /// <summary>Null for one that has not begun, or has ended.</summary>
    public static ExecutionMoment? Of(Execution execution, DateTimeOffset now)
    {
        if (execution is not { Started: { } started, IsRunning: true })
        {
            return null;
        }

        var identity = started.Identity;
        List<Waiting> waits = [];
        if (execution.TimeoutAt is { } end)
        {
            waits.Add(new(identity.ExecutionArn, identity.StateMachineArn, State: null, 0, WaitingFor.ExecutionTimeout, end, execution.Skipped));
        }

        foreach (var frame in execution.Frames.Where(f => f.Pending is not null).OrderBy(f => f.Id))
        {
            waits.AddRange(WaitsOf(execution, frame));
        }

        return new(
            identity.ExecutionArn, identity.MapRunArn, identity.StartedBy, now, execution.Skipped, execution.NextDue(), execution.IsAtWork(), waits,
            [.. waits.Where(w => w.For is WaitingFor.ChildExecution or WaitingFor.MapRun).Select(w => w.On!)]);
    }

    private static IEnumerable<Waiting> WaitsOf(Execution execution, Frame frame)
    {
        switch (frame.Pending)
        {
            case Work.Timer timer:
                yield return Make(WaitingFor.Wait, timer.DueAt);
                break;
            case Work.Backoff backoff:
                yield return Make(WaitingFor.Retry, backoff.DueAt);
                break;
            case Work.MapRun run:
                yield return Make(WaitingFor.MapRun, until: null, run.MapRunArn);
                break;
            case Work.Call call:
                yield return Make(ForOf(call), until: null, OnOf(call));
                if (call.TimeoutAt is not null)
                {
                    yield return Make(WaitingFor.TaskTimeout, call.TimeoutAt);
                }

                if (call.HeartbeatAt is not null)
                {
                    yield return Make(WaitingFor.HeartbeatTimeout, call.HeartbeatAt);
                }

                break;
            default:
                break;
        }

        Waiting Make(WaitingFor what, DateTimeOffset? until, string? on = null) => new(
            execution.Identity.ExecutionArn, execution.Identity.StateMachineArn, frame.State, frame.Id, what, until, execution.Skipped, on);
    }

    private static WaitingFor ForOf(Work.Call call) => WorkInHand.WaitOf(call) switch
    {
        CallWait.Job => WaitingFor.Job,
        CallWait.Execution => WaitingFor.ChildExecution,
        CallWait.Token => WaitingFor.TaskToken,
        CallWait.Worker => WaitingFor.ActivityWorker,
        _ => WaitingFor.Answer,
    };

    private static string OnOf(Work.Call call) =>
        WorkInHand.WaitOf(call) is CallWait.Execution && (call.Submitted as JsonObject)?["ExecutionArn"] is JsonString arn
            ? arn.Value
            : call.Scheduled.Resource;
}
