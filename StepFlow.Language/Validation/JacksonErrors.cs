using StepFlow.Language.Java;
using StepFlow.Language.Json;

namespace StepFlow.Language.Validation;

/// <summary>A JSON syntax error in the words of the parser that AWS uses.</summary>
/// <param name="Problem">For instance <c>Unrecognized token 'not': was expecting …</c>.</param>
public sealed record JacksonError(string Problem, string Source);

/// <summary>Turns our syntax errors into the texts that AWS answers.</summary>
public static class JacksonErrors
{
    public static JacksonError Describe(string text, JsonSyntaxException error)
    {
        var (problem, offset) = JsonProblem.Find(text) ?? (error.Problem, Math.Min(error.Offset, text.Length));
        return new(problem, Source(text, offset));
    }

    public static JacksonError Duplicate(string text, string name, int offset) =>
        new($"Duplicate field '{name}'", Source(text, offset + name.Length + 2));

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
