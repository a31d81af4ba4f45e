using System.Text.Json;

namespace StepFlow.Language.Validation.Reporting;

/// <summary>Diagnostics as ValidateStateMachineDefinition answers them, with file, line and column.</summary>
public static class JsonReport
{
    public static void Write(TextWriter writer, IReadOnlyList<FileReport> files) =>
        writer.WriteLine(ReportJson.ToText(json => Write(json, files)));

    private static void Write(Utf8JsonWriter json, IReadOnlyList<FileReport> files)
    {
        json.WriteStartObject();
        json.WriteString("result", files.All(f => f.IsValid) ? "OK" : "FAIL");
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("file", file.File);
            json.WriteString("result", file.IsValid ? "OK" : "FAIL");
            json.WriteStartArray("diagnostics");
            foreach (var placed in file.Diagnostics)
            {
                Write(json, placed);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlacedDiagnostic placed)
    {
        var (diagnostic, position) = placed;
        json.WriteStartObject();
        json.WriteString("severity", diagnostic.SeverityName);
        json.WriteString("code", diagnostic.Code);
        json.WriteString("message", diagnostic.Message);
        if (diagnostic.Location is { } location)
        {
            json.WriteString("location", location);
        }

        json.WriteNumber("line", position.Line);
        json.WriteNumber("column", position.Column);
        json.WriteEndObject();
    }
}
