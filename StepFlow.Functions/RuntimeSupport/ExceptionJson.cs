using System.Text.Encodings.Web;
using System.Text.Json;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>An exception as Lambda's .NET runtime reports it; the class name is the error name that Retry and Catch match.</summary>
internal static class ExceptionJson
{
    private const int LargestReport = 256 * 1024;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Exception exception)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            Write(writer, exception);
        }

        return buffer.Length <= LargestReport
            ? buffer.ToArray()
            : """{"errorMessage": "Exception exceeded maximum payload size of 256KB."}"""u8.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception exception)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", exception.GetType().Name);
        writer.WriteString("errorMessage", exception.Message);
        if (exception.StackTrace is { Length: > 0 } stack)
        {
            writer.WriteStartArray("stackTrace");
            foreach (var line in stack.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                writer.WriteStringValue(line);
            }

            writer.WriteEndArray();
        }

        if (exception.InnerException is { } inner)
        {
            writer.WritePropertyName("cause");
            Write(writer, inner);
        }

        if (exception is AggregateException { InnerExceptions: { Count: > 0 } several })
        {
            writer.WriteStartArray("causes");
            foreach (var one in several)
            {
                Write(writer, one);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
