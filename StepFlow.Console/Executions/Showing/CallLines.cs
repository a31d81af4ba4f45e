using StepFlow.Aws.Tracing;
using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.Lambda;
using StepFlow.Language.Json;

namespace StepFlow.ConsoleUI.Executions.Showing;

/// <summary>The lines that a function wrote for one attempt, out of all that it wrote lately.</summary>
public static class CallLines
{
    // Both services read the same clock, but not at the same moment.
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(20);

    /// <param name="traceId">The trace that the execution's calls are in; null where it is not known.</param>
    public static IReadOnlyList<FunctionLine> Of(
        TaskAttempt attempt, string? traceId, IReadOnlyList<InvocationRecord> invocations, IReadOnlyList<FunctionLine> lines)
    {
        // Functions live in real time, whatever the execution's own clock was moved to.
        var from = attempt.Scheduled.At - attempt.Ahead - Early;
        var to = attempt.EndedAt - attempt.Ahead;
        if (attempt.EndedAt is null && attempt.SubmittedAt is null)
        {
            return [.. lines.Where(line => line.At >= from && IsIn(line.TraceHeader, traceId))];
        }

        var requestId = RequestIdOf(attempt) ?? InvocationOf(attempt, traceId, invocations, from, to);
        return requestId is null ? [] : [.. lines.Where(line => line.RequestId == requestId)];
    }

    /// <summary>Whether the call ended before the first invocation that is still known, so that what it wrote is known no more.</summary>
    public static bool AreGone(TaskAttempt attempt, IReadOnlyList<InvocationRecord> invocations) =>
        attempt is { StartedAt: not null, EndedAt: { } ended } && !invocations.Any(i => i.StartedAt <= ended - attempt.Ahead);

    // lambda:invoke answers it; a bare function ARN does not.
    private static string? RequestIdOf(TaskAttempt attempt) =>
        (((attempt.Submitted ?? attempt.Output) as JsonObject)?["SdkResponseMetadata"] as JsonObject)?["RequestId"] is JsonString id ? id.Value : null;

    // Iterations of a Map call the same function in the same trace at the same time: their events tell them apart.
    private static string? InvocationOf(
        TaskAttempt attempt, string? traceId, IReadOnlyList<InvocationRecord> invocations, DateTimeOffset from, DateTimeOffset? to)
    {
        var candidates = invocations.Where(i => i.StartedAt >= from && !(i.StartedAt > to) && (traceId is null || i.TraceId == traceId)).ToList();
        return (candidates.Count > 1 ? candidates.FirstOrDefault(i => i.Payload == PayloadOf(attempt)) : null)?.RequestId ?? candidates.FirstOrDefault()?.RequestId;
    }

    private static string PayloadOf(TaskAttempt attempt) =>
        (attempt.Scheduled.Resource.Contains(":states:", StringComparison.Ordinal) ? (attempt.Scheduled.Arguments as JsonObject)?["Payload"] : attempt.Scheduled.Arguments)?.ToString() ?? "{}";

    private static bool IsIn(string? traceHeader, string? traceId) =>
        traceId is null || (XRayTraceHeader.TryParse(traceHeader, out var context) && context.TraceId.ToHexString() == traceId);
}
