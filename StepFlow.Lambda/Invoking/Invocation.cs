namespace StepFlow.Lambda.Invoking;

/// <summary>One event on its way to one process. It ends once, by whatever comes first.</summary>
internal sealed class Invocation(string requestId, ReadOnlyMemory<byte> payload, string functionArn, string traceHeader)
{
    private readonly TaskCompletionSource<FunctionOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = requestId;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    public string FunctionArn { get; } = functionArn;

    public string TraceHeader { get; } = traceHeader;

    public string? ClientContext { get; init; }

    public string? TenantId { get; init; }

    public Task<FunctionOutcome> Outcome => _outcome.Task;

    /// <summary>True when nobody needs it any more; it is then never handed to a process.</summary>
    public bool IsOver => _outcome.Task.IsCompleted;

    /// <summary>The process that works on it, and since when and until when.</summary>
    public Delivery? Delivery { get; set; }

    public bool TryEnd(FunctionOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Abandon() => _outcome.TrySetCanceled();
}

/// <summary>That a process took an invocation.</summary>
internal sealed record Delivery(ExecutionEnvironment Environment, DateTimeOffset At, DateTimeOffset Deadline, bool IsFirst);
