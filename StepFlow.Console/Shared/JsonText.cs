using System.Text.Encodings.Web;
using System.Text.Json;

namespace StepFlow.ConsoleUI.Shared;

/// <summary>JSON as people read it. Numbers and strings stay as they were written.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text indented, or as it is when it is no JSON.</summary>
    public static string Pretty(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream, Indented))
            {
                json.RootElement.WriteTo(writer);
            }

            return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>What is wrong with a text that should be JSON, with line and column from 1; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return null;
        }
        catch (JsonException e)
        {
            var reason = e.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
            return $"Line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: {reason}";
        }
    }
}
