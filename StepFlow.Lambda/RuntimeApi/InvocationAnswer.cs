using System.Text;
using Microsoft.AspNetCore.Http;
using StepFlow.Lambda.Invoking;

namespace StepFlow.Lambda.RuntimeApi;

/// <summary>The three posts of a runtime: a response, an error, and an error while starting.</summary>
internal static class InvocationAnswer
{
    private const string ErrorType = "Lambda-Runtime-Function-Error-Type";
    private const string StreamedErrorBody = "Lambda-Runtime-Function-Error-Body";

    public static async Task ResponseAsync(HttpContext http, ExecutionEnvironment environment, string requestId)
    {
        RequireKnown(environment, requestId);
        var body = await ReadAsync(http);
        var outcome = StreamedError(http) ?? FunctionOutcome.Returned(body);
        Answer(environment, requestId, outcome);
        if (body.Length > FunctionOutcome.LargestPayload)
        {
            throw new RuntimeApiException(
                413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({FunctionOutcome.LargestPayload} bytes).");
        }

        await RuntimeApiRequest.AcceptAsync(http);
    }

    public static async Task ErrorAsync(HttpContext http, ExecutionEnvironment environment, string requestId)
    {
        RequireKnown(environment, requestId);
        var body = await ReadAsync(http);
        Answer(environment, requestId, FunctionOutcome.Reported(body, http.Request.Headers[ErrorType]));
        await RuntimeApiRequest.AcceptAsync(http);
    }

    public static async Task InitErrorAsync(HttpContext http, ExecutionEnvironment environment)
    {
        var body = await ReadAsync(http);
        environment.FailInit(FunctionOutcome.Reported(body, http.Request.Headers[ErrorType]));
        await RuntimeApiRequest.AcceptAsync(http);
    }

    private static void RequireKnown(ExecutionEnvironment environment, string requestId)
    {
        if (!environment.Knows(requestId))
        {
            environment.TryAnswer(requestId, FunctionOutcome.Returned(default)); // a late answer frees the hand that gave it
            throw InvalidRequestId();
        }
    }

    private static void Answer(ExecutionEnvironment environment, string requestId, FunctionOutcome outcome)
    {
        if (!environment.TryAnswer(requestId, outcome))
        {
            throw InvalidRequestId();
        }
    }

    private static RuntimeApiException InvalidRequestId() => new(400, "InvalidRequestID", "Invalid request ID");

    /// <summary>A streamed response says in its trailers that it failed after it had begun.</summary>
    private static FunctionOutcome? StreamedError(HttpContext http)
    {
        var request = http.Request;
        if (!request.SupportsTrailers() || request.GetTrailer(ErrorType) is not { Count: > 0 } type)
        {
            return null;
        }

        var encoded = request.GetTrailer(StreamedErrorBody).ToString();
        var body = new byte[encoded.Length];
        return FunctionOutcome.Reported(
            Convert.TryFromBase64String(encoded, body, out var length) ? body.AsMemory(0, length) : Encoding.UTF8.GetBytes(encoded), type);
    }

    /// <summary>Reads one byte more than is allowed and drops the rest, so that the sender always gets its answer.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream((int)Math.Clamp(http.Request.ContentLength ?? 0, 0, FunctionOutcome.LargestPayload + 1));
        var buffer = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is var read and > 0)
        {
            var room = FunctionOutcome.LargestPayload + 1 - (int)body.Length;
            body.Write(buffer, 0, Math.Min(read, room));
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
