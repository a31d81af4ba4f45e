using System.Collections.Frozen;
using System.Text;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>What Step Functions sends to Lambda, and what it makes of the answer.</summary>
public static class LambdaInvocation
{
    private static readonly byte[] NoPayload = "{}"u8.ToArray();

    // Errors of Lambda's Invoke model; any other code becomes Lambda.AWSLambdaException.
    private static readonly FrozenSet<string> Modeled = FrozenSet.Create(
        StringComparer.Ordinal,
        "EC2AccessDeniedException",
        "EC2ThrottledException",
        "EC2UnexpectedException",
        "EFSIOException",
        "EFSMountConnectivityException",
        "EFSMountFailureException",
        "EFSMountTimeoutException",
        "ENILimitReachedException",
        "InvalidParameterValueException",
        "InvalidRequestContentException",
        "InvalidRuntimeException",
        "InvalidSecurityGroupIDException",
        "InvalidSubnetIDException",
        "InvalidZipFileException",
        "KMSAccessDeniedException",
        "KMSDisabledException",
        "KMSInvalidStateException",
        "KMSNotFoundException",
        "RecursiveInvocationException",
        "RequestTooLargeException",
        "ResourceConflictException",
        "ResourceNotFoundException",
        "ResourceNotReadyException",
        "SerializedRequestEntityTooLargeException",
        "ServiceException",
        "SnapStartException",
        "SnapStartNotReadyException",
        "SnapStartTimeoutException",
        "SubnetIPAddressLimitReachedException",
        "TooManyRequestsException",
        "UnsupportedMediaTypeException");

    /// <summary>The call behind a Task, or null where the resource is no function.</summary>
    public static FunctionCall? CallFor(TaskCall call) => call.Resource switch
    {
        TaskResource.LambdaFunction function => new(
            function.Arn, Qualifier: null, JsonWriter.ToUtf8(call.Parameters), InvocationType: null, LogType: null, ClientContext: null,
            call.TraceHeader, call.Region, call.Account),
        TaskResource.Integration { IsAwsSdk: false, Service: "lambda", Action: "invoke" } when call.Parameters is JsonObject parameters => new(
            JsonText.Of(parameters["FunctionName"]) ?? "",
            JsonText.Of(parameters["Qualifier"]),
            Payload(parameters["Payload"]),
            JsonText.Of(parameters["InvocationType"]),
            JsonText.Of(parameters["LogType"]),
            JsonText.Of(parameters["ClientContext"]),
            call.TraceHeader,
            call.Region,
            call.Account),
        _ => null,
    };

    /// <summary>Result of a Task whose Resource is the function's ARN: the payload itself.</summary>
    public static TaskOutcome OfFunction(FunctionResult result) =>
        Refusal(result) ?? FunctionError(result, Encoding.UTF8.GetString(result.Payload.Span)) ?? TaskOutcome.Of(Read(result.Payload.Span));

    /// <summary>Result of <c>lambda:invoke</c>: payload, status and the SDK's metadata.</summary>
    public static TaskOutcome OfInvoke(FunctionResult result, string? logType = null)
    {
        if (Refusal(result) is { } refusal)
        {
            return refusal;
        }

        JsonValue? payload = result.Payload.IsEmpty ? null : Read(result.Payload.Span);
        if (FunctionError(result, payload?.ToString() ?? "") is { } error)
        {
            return error;
        }

        var answer = new JsonObjectBuilder();
        answer.SetIf("ExecutedVersion", JsonText.OrNull(result.ExecutedVersion));
        answer.SetIf("LogResult", JsonText.OrNull(result.LogResult ?? (logType is "Tail" ? PlatformLog(result) : null)));
        answer.Set("Payload", payload ?? JsonString.Empty);
        answer.Set("StatusCode", result.StatusCode);
        return TaskOutcome.Of(SdkMetadata.AddTo(answer.Build(), "lambda", result.StatusCode, result.Headers, result.RequestId));
    }

    /// <summary>The outcome where no Lambda service answered at all.</summary>
    public static TaskOutcome Unreachable(string message) =>
        TaskOutcome.Fail("Lambda.SdkClientException", $"Unable to execute HTTP request: {message}");

    // What Lambda itself logs of every invocation; all there is where the endpoint sends no log though it was asked to.
    private static string PlatformLog(FunctionResult result) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $"START RequestId: {result.RequestId} Version: {result.ExecutedVersion}\nEND RequestId: {result.RequestId}\n"));

    // A text payload is the request body itself; AWS does not quote it. No payload reaches the function as an empty object.
    private static ReadOnlyMemory<byte> Payload(JsonValue? payload) => payload switch
    {
        null or JsonNull => NoPayload,
        JsonString text => Encoding.UTF8.GetBytes(text.Value),
        _ => JsonWriter.ToUtf8(payload),
    };

    private static TaskOutcome.Failed? Refusal(FunctionResult result)
    {
        if (result.ErrorType is null && result.StatusCode is >= 200 and < 300)
        {
            return null;
        }

        var code = result.ErrorType ?? "ServiceException";
        var body = Read(result.Payload.Span) as JsonObject;
        var message = (body?["Message"] ?? body?["message"]) is JsonString text ? text.Value : "null";
        var error = new ServiceError(result.StatusCode, code, message, result.RequestId);
        return new(error.Optimized("Lambda", "AWSLambda", "AWSLambdaException", Modeled.Contains(code) ? code : null));
    }

    private static TaskOutcome.Failed? FunctionError(FunctionResult result, string payload) => result.FunctionError is null
        ? null
        : new(Read(result.Payload.Span) is JsonObject body && body["errorType"] is JsonString { Value.Length: > 0 } type
            ? new StatesError(type.Value, payload)
            : new StatesError(
                "Lambda.Unknown",
                $"The cause could not be determined because Lambda did not return an error type. Returned payload: {payload}"));

    private static JsonValue Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return JsonValue.Null;
        }

        try
        {
            return JsonValue.Parse(payload);
        }
        catch (JsonSyntaxException)
        {
            return Encoding.UTF8.GetString(payload);
        }
    }
}
