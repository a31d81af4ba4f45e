using System.Globalization;

namespace StepFlow.Language.Validation.Reporting;

/// <summary>One line for each diagnostic, as compilers write them: <c>file:line:column: error CODE: message</c>.</summary>
public static class TextReport
{
    public static void Write(TextWriter writer, IEnumerable<FileReport> files)
    {
        foreach (var file in files)
        {
            foreach (var (diagnostic, position) in file.Diagnostics)
            {
                var severity = diagnostic.IsError ? "error" : "warning";
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.File}:{position.Line}:{position.Column}: {severity} {diagnostic.Code}: {Describe(diagnostic)}"));
            }
        }
    }

    // The second line of a syntax error is the whole text once more.
    private static string Describe(Diagnostic diagnostic) => diagnostic switch
    {
        { Code: DiagnosticCodes.InvalidJson } => diagnostic.Message.Split('\n')[0],
        { Location: null or "/" } => OneLine(diagnostic.Message),
        _ => OneLine($"{diagnostic.Message} at {diagnostic.Location}"),
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
