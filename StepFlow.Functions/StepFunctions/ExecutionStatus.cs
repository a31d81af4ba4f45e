using Amazon.Runtime;

namespace StepFlow.Functions.StepFunctions;

#pragma warning disable CA1707 // The SDK's names, and AWS's values.

/// <summary>How an execution is doing.</summary>
public sealed class ExecutionStatus(string value) : ConstantClass(value)
{
    public static readonly ExecutionStatus ABORTED = new("ABORTED");
    public static readonly ExecutionStatus FAILED = new("FAILED");
    public static readonly ExecutionStatus PENDING_REDRIVE = new("PENDING_REDRIVE");
    public static readonly ExecutionStatus RUNNING = new("RUNNING");
    public static readonly ExecutionStatus SUCCEEDED = new("SUCCEEDED");
    public static readonly ExecutionStatus TIMED_OUT = new("TIMED_OUT");
}

/// <summary>How a synchronous execution ended.</summary>
public sealed class SyncExecutionStatus(string value) : ConstantClass(value)
{
    public static readonly SyncExecutionStatus FAILED = new("FAILED");
    public static readonly SyncExecutionStatus SUCCEEDED = new("SUCCEEDED");
    public static readonly SyncExecutionStatus TIMED_OUT = new("TIMED_OUT");
}

/// <summary>The kind of an event; the SDK's constants for it are many, here are those that functions of ours look for.</summary>
public sealed class HistoryEventType(string value) : ConstantClass(value)
{
    public static readonly HistoryEventType TaskScheduled = new("TaskScheduled");
}
