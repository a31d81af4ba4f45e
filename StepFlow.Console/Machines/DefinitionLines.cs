using System.Net;
using System.Text;
using StepFlow.ConsoleUI.Shared;
using StepFlow.Language.Validation;
using StepFlow.Language.Validation.Reporting;

namespace StepFlow.ConsoleUI.Machines;

/// <summary>A line of a definition.</summary>
/// <param name="Number">From one.</param>
/// <param name="Html">The line with its tokens coloured.</param>
/// <param name="Diagnostics">What the validator says about it.</param>
internal sealed record DefinitionLine(int Number, string Html, IReadOnlyList<Diagnostic> Diagnostics)
{
    public bool HasError => Diagnostics.Any(d => d.IsError);
}

/// <summary>The text of a definition, line by line, with diagnostics where they belong.</summary>
internal static class DefinitionLines
{
    /// <summary>A definition that a tool has squeezed into one line is spread out again: a place in it would be no help.</summary>
    public static string Readable(string definition) => definition.AsSpan().Trim().Contains('\n') ? definition : JsonText.Pretty(definition);

    public static IReadOnlyList<DefinitionLine> Of(string text, IReadOnlyList<PlacedDiagnostic> diagnostics)
    {
        var byLine = diagnostics.ToLookup(d => d.Position.Line, d => d.Diagnostic);
        var lines = text.Split('\n');
        return [.. lines.Select((line, i) => new DefinitionLine(i + 1, Html(line.TrimEnd('\r')), [.. byLine[i + 1]]))];
    }

    private static string Html(string line)
    {
        var html = new StringBuilder();
        foreach (var (text, kind) in JsonTokens.Of(line))
        {
            var encoded = WebUtility.HtmlEncode(text);
            html.Append(kind is null ? encoded : $"<span class=\"j-{kind}\">{encoded}</span>");
        }

        return html.ToString();
    }
}
