namespace StepFlow.Lambda;

/// <summary>How a function is doing.</summary>
public enum FunctionState
{
    /// <summary>No process has been started, and none has asked for events.</summary>
    Idle,
    Starting,
    Ready,

    /// <summary>The process ends before it asks for an event; it is started again after a pause.</summary>
    Failing,
    Stopped,
}

/// <summary>A snapshot of one function for people: state, processes, last error.</summary>
public sealed record FunctionStatus(
    FunctionConfiguration Configuration,
    string Arn,
    FunctionState State,
    IReadOnlyList<int> ProcessIds,
    int Queued,
    int Running,
    string? LastError);

/// <summary>One finished invocation as it is remembered for people; large payloads are cut.</summary>
/// <param name="TraceId">The trace it belongs to, 32 hex digits; null where its caller traced nothing.</param>
public sealed record InvocationRecord(
    string RequestId,
    string Function,
    DateTimeOffset StartedAt,
    TimeSpan Duration,
    string? ErrorType,
    string Payload,
    string Response,
    string? TraceId);
