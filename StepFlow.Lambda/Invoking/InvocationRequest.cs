namespace StepFlow.Lambda;

/// <summary>A call of a function.</summary>
/// <param name="FunctionName">Name, name:alias, partial or full ARN.</param>
/// <param name="Payload">The event in UTF-8; nothing stands for <c>{}</c>.</param>
public sealed record InvocationRequest(string FunctionName, ReadOnlyMemory<byte> Payload)
{
    public InvocationType Type { get; init; }

    public string? Qualifier { get; init; }

    /// <summary>The caller's <c>X-Amzn-Trace-Id</c>; without it the current activity is the parent.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>JSON text for the function's client context (already decoded from base64).</summary>
    public string? ClientContext { get; init; }

    public bool WantsLogTail { get; init; }
}
