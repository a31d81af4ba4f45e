namespace StepFlow.Gateway;

/// <summary>Runs the function behind a route. The host says how: in process, or over HTTP.</summary>
public interface IFunctionInvoker
{
    /// <summary>Waits for the function's answer; throws <see cref="FunctionNotInvokedException"/> when it could not be asked.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="payload">The event, as UTF-8 JSON.</param>
    /// <param name="traceHeader">The X-Ray header the function is to see as its parent.</param>
    /// <param name="cancellation">Cancelled when the host stops. A gateway timeout does not cancel: AWS lets the function run on.</param>
    Task<FunctionReply> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string traceHeader, CancellationToken cancellation);
}

/// <summary>What a function answered; <paramref name="Error"/> is Lambda's word for a function error (<c>Unhandled</c>), else null.</summary>
public sealed record FunctionReply(ReadOnlyMemory<byte> Payload, string? Error);

/// <summary>Why Lambda did not run a function.</summary>
public enum NotInvoked
{
    /// <summary>There is no such function, or it cannot be started.</summary>
    Failed,

    /// <summary>No more concurrent executions are allowed.</summary>
    Throttled,

    /// <summary>The event is larger than Lambda takes.</summary>
    TooLarge,
}

/// <summary>Lambda refused the invocation.</summary>
public sealed class FunctionNotInvokedException(NotInvoked reason, string message) : Exception(message)
{
    public NotInvoked Reason { get; } = reason;
}
