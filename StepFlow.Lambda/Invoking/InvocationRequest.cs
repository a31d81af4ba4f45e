using System.Text;

namespace StepFlow.Lambda;

/// <summary>A call of a function.</summary>
/// <param name="FunctionName">Name, name:alias, partial or full ARN.</param>
/// <param name="Payload">The event in UTF-8; nothing stands for <c>{}</c>.</param>
public sealed record InvocationRequest(string FunctionName, ReadOnlyMemory<byte> Payload)
{
    private const int LongestClientContext = 3583;

    public InvocationType Type { get; init; }

    public string? Qualifier { get; init; }

    /// <summary>The caller's <c>X-Amzn-Trace-Id</c>; without it the current activity is the parent.</summary>
    public string? TraceHeader { get; init; }

    /// <summary>JSON text for the function's client context (already decoded from base64).</summary>
    public string? ClientContext { get; init; }

    public bool WantsLogTail { get; init; }

    /// <summary>The tenant of a multi-tenant function.</summary>
    public string? TenantId { get; init; }

    /// <summary>A call with its parameters as they stand in the headers of the Invoke API.</summary>
    public static InvocationRequest FromWire(
        string functionName,
        string? qualifier,
        ReadOnlyMemory<byte> payload,
        string? invocationType,
        string? logType,
        string? clientContext,
        string? traceHeader) => new(functionName, payload)
        {
            Type = TypeOf(invocationType),
            Qualifier = qualifier,
            TraceHeader = traceHeader,
            ClientContext = DecodeClientContext(clientContext),
            WantsLogTail = WantsTail(logType),
        };

    internal static InvocationType TypeOf(string? text) => text switch
    {
        null or "" or "RequestResponse" => InvocationType.RequestResponse,
        "Event" => InvocationType.Event,
        "DryRun" => InvocationType.DryRun,
        _ => throw LambdaRefusals.Validation(
            text, "invocationType", "Member must satisfy enum value set: [Event, RequestResponse, DryRun]"),
    };

    private static bool WantsTail(string? text) => text switch
    {
        null or "" or "None" => false,
        "Tail" => true,
        _ => throw LambdaRefusals.Validation(text, "logType", "Member must satisfy enum value set: [None, Tail]"),
    };

    private static string? DecodeClientContext(string? base64)
    {
        if (string.IsNullOrEmpty(base64))
        {
            return null;
        }

        var bytes = new byte[base64.Length];
        return base64.Length <= LongestClientContext && Convert.TryFromBase64String(base64, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new Aws.AwsException("InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.");
    }
}
