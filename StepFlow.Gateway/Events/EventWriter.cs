using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StepFlow.Gateway.Events;

/// <summary>What all event formats have in common: how maps and bodies are written.</summary>
internal static class EventWriter
{
    // User data travels as it came: no \u0027 for an apostrophe.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteMap(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> map)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    public static void WriteBody(this Utf8JsonWriter json, ReadOnlyMemory<byte> body, bool binary)
    {
        if (binary)
        {
            json.WriteBase64String("body", body.Span);
        }
        else
        {
            json.WriteString("body", body.Span.Decode());
        }
    }

    // Bytes that are no UTF-8 become replacement characters, which is what AWS makes of binary content it was not told of.
    private static string Decode(this ReadOnlySpan<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8);
}
