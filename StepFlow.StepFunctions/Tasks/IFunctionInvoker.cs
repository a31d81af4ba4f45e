namespace StepFlow.StepFunctions.Tasks;

/// <summary>Invokes Lambda functions: in process, or over HTTP at a Lambda endpoint.</summary>
public interface IFunctionInvoker
{
    /// <summary>Answers as Lambda's Invoke API does; a refusal of the service is an answer too. Throws <see cref="FunctionUnreachableException"/> where nobody answers.</summary>
    Task<FunctionResult> InvokeAsync(FunctionCall call, CancellationToken cancellation);
}

/// <param name="FunctionName">Name, name:qualifier, partial or full ARN, as the user wrote it.</param>
/// <param name="Qualifier">Version or alias beside the name, or null.</param>
/// <param name="Payload">UTF-8 JSON.</param>
/// <param name="InvocationType">RequestResponse, Event or DryRun; null is RequestResponse.</param>
/// <param name="LogType">None or Tail, or null.</param>
/// <param name="ClientContext">Base64, or null.</param>
/// <param name="TraceHeader"><c>X-Amzn-Trace-Id</c> to hand on, or null.</param>
/// <param name="Region">Region of the caller, for names without one.</param>
/// <param name="Account">Account of the caller, for names without one.</param>
public sealed record FunctionCall(
    string FunctionName,
    string? Qualifier,
    ReadOnlyMemory<byte> Payload,
    string? InvocationType,
    string? LogType,
    string? ClientContext,
    string? TraceHeader,
    string Region,
    string Account);

/// <param name="StatusCode">200, 202, 204, or the status of an API error.</param>
/// <param name="Headers">Response headers in the spelling of the answer, for SdkHttpMetadata.</param>
/// <param name="ExecutedVersion"><c>X-Amz-Executed-Version</c></param>
/// <param name="FunctionError"><c>X-Amz-Function-Error</c></param>
/// <param name="LogResult"><c>X-Amz-Log-Result</c></param>
/// <param name="ErrorType"><c>x-amzn-ErrorType</c>: set where Lambda itself refuses.</param>
/// <param name="RequestId"><c>x-amzn-RequestId</c></param>
/// <param name="Payload">The body.</param>
public sealed record FunctionResult(
    int StatusCode,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string? ExecutedVersion,
    string? FunctionError,
    string? LogResult,
    string? ErrorType,
    string RequestId,
    ReadOnlyMemory<byte> Payload);

/// <summary>No Lambda service answered: refused connection, broken answer. The state fails with <c>Lambda.SdkClientException</c>.</summary>
public sealed class FunctionUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
