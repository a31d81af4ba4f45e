using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.ConsoleUI.Graph;
using StepFlow.ConsoleUI.Shared;

namespace StepFlow.ConsoleUI.Executions.Showing;

/// <summary>What a visit waits for, in half a sentence.</summary>
internal static class WaitingText
{
    public static string Of(StateVisit visit, DateTimeOffset now) => visit switch
    {
        { Status: not StateStatus.Waiting } => "",
        { RetryAt: { } retry } => $"for its next attempt, {In(retry, now)}",
        { WaitsUntil: { } until } => until <= now ? "" : $"for {Moments.Duration(until - now)} more",
        { Attempt: { IsActivity: true, StartedAt: null, EndedAt: null } attempt } => $"for a worker of its activity{Limit(attempt, now)}",
        { Attempt: { IsActivity: true, EndedAt: null } attempt } => $"for worker {attempt.WorkerName ?? "(unnamed)"}{Limit(attempt, now)}",
        { Attempt: { EndedAt: null } attempt } => $"for its task token{Limit(attempt, now)}",
        _ => "",
    };

    private static string Limit(TaskAttempt attempt, DateTimeOffset now) => attempt switch
    {
        { TimesOutAt: { } limit, IsHeartbeatDueFirst: true } => $"; its next heartbeat is due {In(limit, now)}",
        { TimesOutAt: { } limit } => $"; times out {In(limit, now)}",
        _ => "",
    };

    private static string In(DateTimeOffset at, DateTimeOffset now) => at <= now ? "now" : $"in {Moments.Duration(at - now)}";
}
