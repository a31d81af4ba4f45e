using System.Globalization;
using StepFlow.Language.Json;
using StepFlow.Language.Validation;

namespace StepFlow.StepFunctions.Operations;

/// <summary>
/// What CreateStateMachine answers to a bad Label of a Map. The recorded answers have a form of their own, with the text of the
/// definition in it, unlike those to all other mistakes; ValidateStateMachineDefinition answers its usual diagnostics.
/// </summary>
internal static class LabelRefusals
{
    private const int Longest = 40;

    /// <summary>Null where labels are not what is wrong, or not alone.</summary>
    public static string? Find(string definition, IReadOnlyList<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.IsError).ToList();
        return errors.Count > 0 && errors.All(d => d.Code is DiagnosticCodes.InvalidLabel) && FindLabel(JsonValue.Parse(definition)) is { } problem
            ? $"Error=ValueError Args=[{Quote(problem)}] in definition '{definition}'."
            : null;
    }

    private static string? FindLabel(JsonValue value) => value switch
    {
        JsonObject map when map["Type"] is JsonString { Value: "Map" } && map["Label"] is JsonString label && Judge(label.Value) is { } problem => problem,
        JsonObject members => members.Select(m => FindLabel(m.Value)).FirstOrDefault(p => p is not null),
        JsonArray items => items.Select(FindLabel).FirstOrDefault(p => p is not null),
        _ => null,
    };

    private static string? Judge(string label)
    {
        if (label.Length is 0)
        {
            return "Label cannot be empty";
        }

        if (label.Length > Longest)
        {
            return $"Label cannot exceed {Longest} characters";
        }

        var bad = label.Where(c => char.IsWhiteSpace(c) || char.IsControl(c) || "<>{}[]?*\"#%\\^|~`$&,;:/".Contains(c, StringComparison.Ordinal));
        return bad.Select(c => $"Label contains invalid character: {Quote(c.ToString())}").FirstOrDefault();
    }

    // Quotes a text as the recorded answers do: in single quotes unless it has some, with backslashes before what cannot stand there.
    private static string Quote(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        return $"{quote}{string.Concat(text.Select(c => Escape(c, quote)))}{quote}";
    }

    private static string Escape(char c, char quote) => c switch
    {
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when c == quote => $"\\{c}",
        < ' ' or (>= '\u007f' and <= '\u00a0') or '\u00ad' => $"\\x{((int)c).ToString("x2", CultureInfo.InvariantCulture)}",
        _ => c.ToString(),
    };
}
