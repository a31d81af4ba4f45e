using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

internal enum TokenKind
{
    Operator,
    Text,
    Number,
    Constant,
    Name,
    Variable,
    Regex,
    End,
}

/// <summary>
/// One token. <paramref name="Position"/> is the offset just behind it, which is how JSONata counts;
/// <paramref name="Value"/> is a literal's value, <paramref name="Flags"/> those of a regular expression.
/// </summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, JsonValue? Value = null, string Flags = "")
{
    public bool Is(string symbol) => Kind is TokenKind.Operator && string.Equals(Text, symbol, StringComparison.Ordinal);
}
