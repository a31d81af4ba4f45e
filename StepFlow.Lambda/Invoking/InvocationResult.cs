namespace StepFlow.Lambda;

/// <summary>What an invocation answered.</summary>
/// <param name="StatusCode">200, 202 (Event) or 204 (DryRun), also when the function failed.</param>
/// <param name="FunctionError">Null, or <c>Unhandled</c>: then the payload is the error object.</param>
/// <param name="TraceHeader">The <c>X-Amzn-Trace-Id</c> that the function was given.</param>
public sealed record InvocationResult(
    int StatusCode, ReadOnlyMemory<byte> Payload, string? FunctionError, string RequestId, string TraceHeader)
{
    public string ExecutedVersion => FunctionName.Latest;

    /// <summary>The last 4 KB of the log, when asked for.</summary>
    public string? LogTail { get; init; }
}
