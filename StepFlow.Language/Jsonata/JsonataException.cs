using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>
/// What is wrong with an expression (codes S…) or with its evaluation (T…, D…, U1001 for the guards), in JSONata's own words.
/// </summary>
public sealed class JsonataException : Exception
{
    private readonly string? _text;

    internal JsonataException(string code, int position = -1, string? token = null)
    {
        Code = code;
        Position = position;
        Token = token;
    }

    /// <summary>An error whose text is said by whoever raises it instead of by the catalogue.</summary>
    internal JsonataException(string code, string text)
        : this(code) => _text = text;

    /// <summary>JSONata's code, <c>T0410</c> for example.</summary>
    public string Code { get; }

    /// <summary>Offset in the expression just behind the token concerned, or -1 when it has no place.</summary>
    public int Position { get; private set; }

    /// <summary>The operator, name or symbol concerned.</summary>
    public string? Token { get; private set; }

    /// <summary>The value concerned, where there is one.</summary>
    public JsonValue? Value { get; internal init; }

    /// <summary>True when the text is not an expression at all, false when evaluating it failed.</summary>
    public bool IsSyntaxError => Code[0] is 'S';

    /// <summary>True when a guard (time, depth, memory) ended the evaluation.</summary>
    public bool IsGuard => string.Equals(Code, ErrorCatalog.Guard, StringComparison.Ordinal);

    public override string Message => _text ?? ErrorCatalog.Describe(this);

    /// <summary>True when all went well but the result is a function, or contains one, which JSON cannot say.</summary>
    public bool IsFunctionResult => string.Equals(Code, ErrorCatalog.FunctionResult, StringComparison.Ordinal);

    /// <summary>
    /// The end of the sentence "… threw an error during evaluation", as Step Functions writes it:
    /// <c>. T1006: Attempted to invoke a non-function</c>, or <c>: </c> and the bare text for a guard, which has no code there.
    /// </summary>
    public string SentenceEnd => IsGuard ? $": {Message}" : $". {Code}: {Message}";

    internal JsonValue? SecondValue { get; init; }

    internal int Index { get; init; }

    internal string? TypeName { get; init; }

    internal string? FunctionName { get; init; }

    internal bool TokenIsSet { get; private set; }

    /// <summary>Says where it happened unless that is known already. Made for exception filters: always false.</summary>
    internal bool At(int position, string? token)
    {
        if (Position < 0)
        {
            Position = position;
        }

        if (!TokenIsSet && Token is null)
        {
            Token = token;
            TokenIsSet = true;
        }

        return false;
    }

    /// <summary>As <see cref="At"/>, but has the last word: boolean operators claim the errors of their right side.</summary>
    internal bool ClaimedBy(int position, string token)
    {
        Position = position;
        Token = token;
        TokenIsSet = true;
        return false;
    }
}
