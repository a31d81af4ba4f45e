using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using StepFlow.Aws;

namespace StepFlow.Lambda;

/// <summary>Refusals of the Lambda service itself (not of a function), in AWS's words.</summary>
public static class LambdaRefusals
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body AWS answers with; some of its shapes spell the text <c>Message</c>, others <c>message</c>.</summary>
    public static ReadOnlyMemory<byte> Body(AwsException refusal)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("Type", refusal.Status < 500 ? "User" : "Service");
            writer.WriteString(refusal.Code is "ResourceNotFoundException" or "ServiceException" ? "Message" : "message", refusal.Message);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    internal static AwsException FunctionNotFound(string arn) => new("ResourceNotFoundException", $"Function not found: {arn}", 404);

    internal static AwsException InvalidParameter(string message) => new("InvalidParameterValueException", message);

    internal static AwsException Validation(string value, string member, string constraint) => new(
        "ValidationException", $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    // The model calls this RequestTooLargeException; what AWS sends is this.
    internal static AwsException TooLarge(long limit) => new(
        "RequestEntityTooLargeException", $"Request must be smaller than {limit} bytes for the InvokeFunction operation", 413);

    internal static AwsException NotJson(string why) => new(
        "InvalidRequestContentException", $"Could not parse request body into json: Could not parse payload into json: {why}");
}
