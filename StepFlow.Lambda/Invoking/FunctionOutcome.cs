using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StepFlow.Lambda.Invoking;

/// <summary>How an invocation ended: what the function returned, or an error object in AWS's form.</summary>
internal sealed record FunctionOutcome(ReadOnlyMemory<byte> Payload, string? ErrorType)
{
    public const int LargestPayload = 6291556;
    public const string TimeoutType = "Sandbox.Timedout";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsError => ErrorType is not null;

    /// <summary>The error as people read it: its type and what it says.</summary>
    public string Description => Member(Payload, "errorMessage") is { Length: > 0 } message ? $"{ErrorType}: {message}" : ErrorType ?? "";

    public static FunctionOutcome Returned(ReadOnlyMemory<byte> payload) => payload.Length > LargestPayload
        ? Failed("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({LargestPayload} bytes).")
        : new(payload, ErrorType: null);

    /// <summary>An error that the function reported; its body goes to the caller as it is.</summary>
    public static FunctionOutcome Reported(ReadOnlyMemory<byte> body, string? headerType)
    {
        var type = Member(body, "errorType") ?? headerType ?? "Runtime.Unknown";
        return body.IsEmpty ? Failed(type, "") : new(body, type);
    }

    public static FunctionOutcome TimedOut(string requestId, TimeSpan timeout) => Failed(
        TimeoutType,
        string.Create(CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:F2} seconds"));

    /// <param name="reason">As AWS words it: <c>exit status 1</c>, <c>signal: killed</c>; null when the process gave none.</param>
    public static FunctionOutcome Exited(string requestId, string? reason) => Failed(
        "Runtime.ExitError",
        $"RequestId: {requestId} Error: Runtime exited {(reason is null ? "without providing a reason" : $"with error: {reason}")}");

    public static FunctionOutcome CannotStart(string requestId, string reason) =>
        Failed("Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: {reason}");

    private static FunctionOutcome Failed(string type, string message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("errorType", type);
            writer.WriteString("errorMessage", message);
            writer.WriteEndObject();
        }

        return new(buffer.WrittenMemory, type);
    }

    private static string? Member(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty(name, out var text)
                && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
