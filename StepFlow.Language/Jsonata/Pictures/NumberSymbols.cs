using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>The characters a picture is made of; each can be replaced.</summary>
internal sealed class NumberSymbols
{
    private readonly JsonObject? _options;

    public NumberSymbols(JsonObject? options)
    {
        _options = options;
        DecimalSeparator = Get("decimal-separator", ".");
        GroupingSeparator = Get("grouping-separator", ",");
        ExponentSeparator = Get("exponent-separator", "e");
        MinusSign = Get("minus-sign", "-");
        Percent = Get("percent", "%");
        PerMille = Get("per-mille", "‰");
        Digit = Get("digit", "#");
        PatternSeparator = Get("pattern-separator", ";");
        Zero = Get("zero-digit", "0") is { Length: > 0 } zero ? zero[0] : '0';
    }

    public string DecimalSeparator { get; }

    public string GroupingSeparator { get; }

    public string ExponentSeparator { get; }

    public string MinusSign { get; }

    public string Percent { get; }

    public string PerMille { get; }

    public string Digit { get; }

    public string PatternSeparator { get; }

    public char Zero { get; }

    public bool IsDigit(char c) => c >= Zero && c < Zero + 10;

    public bool IsOptionalDigit(char c) => Is(c, Digit);

    public bool IsActive(char c) =>
        IsDigit(c) || Is(c, DecimalSeparator) || Is(c, ExponentSeparator) || Is(c, GroupingSeparator) || Is(c, Digit) || Is(c, PatternSeparator);

    /// <summary>Begins or ends the active part; an exponent separator alone does not.</summary>
    public bool IsEdge(char c) => IsActive(c) && !Is(c, ExponentSeparator);

    private static bool Is(char c, string symbol) => symbol.Length is 1 && symbol[0] == c;

    private string Get(string name, string otherwise) => _options?[name] is JsonString { Value.Length: > 0 } s ? s.Value : otherwise;
}
