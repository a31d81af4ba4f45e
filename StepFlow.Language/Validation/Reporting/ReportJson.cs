using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StepFlow.Language.Validation.Reporting;

internal static class ReportJson
{
    // The reports are read as JSON or by people, never inside HTML.
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ToText(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
