using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>Which events a log level lets through; AWS: "Log levels for Step Functions execution events".</summary>
internal static class LogLevels
{
    public static bool Lets(this LogLevel level, string eventType) => level switch
    {
        LogLevel.All => true,
        LogLevel.Error => IsError(eventType),
        LogLevel.Fatal => IsFatal(eventType),
        _ => false,
    };

    /// <summary>The execution itself did not succeed.</summary>
    public static bool IsFatal(string eventType) => eventType is "ExecutionFailed" or "ExecutionAborted" or "ExecutionTimedOut";

    public static bool IsError(string eventType) =>
        eventType is "FailStateEntered"
        || eventType.EndsWith("Failed", StringComparison.Ordinal)
        || eventType.EndsWith("Aborted", StringComparison.Ordinal)
        || eventType.EndsWith("TimedOut", StringComparison.Ordinal);
}
