using System.Globalization;

namespace StepFlow.Lambda;

/// <summary>What an invocation answered.</summary>
/// <param name="StatusCode">200, 202 (Event) or 204 (DryRun), also when the function failed.</param>
/// <param name="FunctionError">Null, or <c>Unhandled</c>: then the payload is the error object.</param>
/// <param name="TraceHeader">The <c>X-Amzn-Trace-Id</c> that the function was given.</param>
public sealed record InvocationResult(
    int StatusCode, ReadOnlyMemory<byte> Payload, string? FunctionError, string RequestId, string TraceHeader)
{
    public string ExecutedVersion => FunctionName.Latest;

    /// <summary>The last 4 KB of the log in base64, when asked for.</summary>
    public string? LogTail { get; init; }

    /// <summary>The headers of the Invoke API's answer, spelled and ordered as AWS sends them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers
    {
        get
        {
            List<KeyValuePair<string, string>> headers = [];
            if (StatusCode == 200)
            {
                headers.Add(new("Content-Type", "application/json"));
            }

            if (StatusCode != 204)
            {
                headers.Add(new("Content-Length", Payload.Length.ToString(CultureInfo.InvariantCulture)));
            }

            headers.Add(new("x-amzn-RequestId", RequestId));
            headers.Add(new("x-amzn-Remapped-Content-Length", "0"));
            if (FunctionError is not null)
            {
                headers.Add(new("X-Amz-Function-Error", FunctionError));
            }

            if (LogTail is not null)
            {
                headers.Add(new("X-Amz-Log-Result", LogTail));
            }

            if (StatusCode == 200)
            {
                headers.Add(new("X-Amz-Executed-Version", ExecutedVersion));
            }

            headers.Add(new("X-Amzn-Trace-Id", TraceHeader));
            return headers;
        }
    }
}
