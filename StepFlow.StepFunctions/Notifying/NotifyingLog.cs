using Microsoft.Extensions.Logging;

namespace StepFlow.StepFunctions.Notifying;

internal static partial class NotifyingLog
{
    [LoggerMessage(EventId = 130, Message = "{EventType} #{EventId} of {ExecutionArn}: {Record}")]
    public static partial void ExecutionEvent(this ILogger logger, LogLevel level, string eventType, long eventId, string executionArn, string record);

    [LoggerMessage(131, LogLevel.Warning, "{Subscriber} is too slow: {Count} status change events were dropped, the last of {ExecutionArn}")]
    public static partial void StatusChangesDropped(this ILogger logger, string subscriber, long count, string executionArn);

    [LoggerMessage(132, LogLevel.Warning, "{Subscriber} did not take the status change event of {ExecutionArn}: {Problem}")]
    public static partial void StatusChangeLost(this ILogger logger, string subscriber, string executionArn, string problem);
}
