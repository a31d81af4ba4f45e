using System.Globalization;
using System.Text.RegularExpressions;

namespace StepFlow.Language.Validation.Reporting;

/// <summary>A diagnostic with its place in the file.</summary>
public sealed record PlacedDiagnostic(Diagnostic Diagnostic, TextPosition Position);

/// <summary>What there is to say about one file, in the order of its lines.</summary>
public sealed partial record FileReport(string File, IReadOnlyList<PlacedDiagnostic> Diagnostics)
{
    public bool IsValid => !Diagnostics.Any(d => d.Diagnostic.IsError);

    public static FileReport Of(string file, string text, ValidationOptions? options = null)
    {
        var locations = JsonLocations.Of(text);
        var placed = DefinitionValidator.Validate(text, options)
            .Select(d => new PlacedDiagnostic(d, Position(d, locations)))
            .OrderBy(d => d.Position.Line)
            .ThenBy(d => d.Position.Column);
        return new(file, [.. placed]);
    }

    // Syntax errors carry their place in words.
    private static TextPosition Position(Diagnostic diagnostic, JsonLocations locations)
    {
        var source = diagnostic.Code is DiagnosticCodes.InvalidJson ? SourcePlace().Match(diagnostic.Location ?? "") : Match.Empty;
        return source.Success ? new(Number(source.Groups["line"]), Number(source.Groups["column"])) : locations.Find(diagnostic.Location);
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"line: (?<line>\d{1,9}), column: (?<column>\d{1,9})\]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SourcePlace();
}
