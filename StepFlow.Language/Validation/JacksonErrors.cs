using StepFlow.Language.Json;

namespace StepFlow.Language.Validation;

/// <summary>A JSON syntax error in the words of the parser that AWS uses.</summary>
/// <param name="Problem">For instance <c>Unrecognized token 'not': was expecting …</c>.</param>
public sealed record JacksonError(string Problem, string Source);

/// <summary>Turns our syntax errors into the texts that AWS answers.</summary>
public static class JacksonErrors
{
    private const string Expected = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

    public static JacksonError Describe(string text, JsonSyntaxException error)
    {
        var at = Math.Min(error.Offset, text.Length);
        if (at >= text.Length)
        {
            return new("Unexpected end-of-input", Source(text, at));
        }

        var c = text[at];
        if (IsWord(c) && !error.Problem.StartsWith("Expected", StringComparison.Ordinal))
        {
            var end = at;
            while (end < text.Length && IsWord(text[end]))
            {
                end++;
            }

            return new($"Unrecognized token '{text[at..end]}': {Expected}", Source(text, end));
        }

        var expected = error.Problem switch
        {
            ['E', ..] when error.Problem.Contains("member name", StringComparison.Ordinal) => "was expecting double-quote to start field name",
            ['E', ..] when error.Problem.Contains("':'", StringComparison.Ordinal) => "was expecting a colon to separate field name and value",
            ['E', ..] when error.Problem.Contains("']'", StringComparison.Ordinal) => "was expecting comma to separate Array entries",
            ['E', ..] when error.Problem.Contains("'}'", StringComparison.Ordinal) => "was expecting comma to separate Object entries",
            _ => "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
        };
        return new($"Unexpected character ('{c}' (code {(int)c})): {expected}", Source(text, at + 1));
    }

    public static JacksonError Duplicate(string text, string name, int offset) =>
        new($"Duplicate field '{name}'", Source(text, offset + name.Length + 2));

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    // Columns count from one; the parser has already taken the offending character or token.
    private static string Source(string text, int offset)
    {
        var before = text.AsSpan(0, offset);
        var line = before.Count('\n') + 1;
        var column = offset - (before.LastIndexOf('\n') + 1);
        return $"[Source: (String)\"{Shortened(text)}\"; line: {line}, column: {column + 1}]";
    }

    private static string Shortened(string text) => text.Length <= 500 ? text : $"{text[..500]}\"[truncated {text.Length - 500} chars]";
}
