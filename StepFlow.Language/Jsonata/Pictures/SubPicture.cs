namespace StepFlow.Language.Jsonata;

/// <summary>One half of a picture, taken apart and checked.</summary>
internal sealed record SubPicture
{
    public required string Text { get; init; }

    public required string Prefix { get; init; }

    public required string Suffix { get; init; }

    public required string Mantissa { get; init; }

    public required string Integer { get; init; }

    public required string Fraction { get; init; }

    public string? Exponent { get; init; }

    public static SubPicture Parse(string text, NumberSymbols symbols)
    {
        var first = IndexOfEdge(text, symbols);
        var last = LastIndexOfEdge(text, symbols);
        var prefix = first < 0 ? "" : text[..first];
        var suffix = first < 0 ? "" : text[(last + 1)..];
        var active = text.Substring(prefix.Length, text.Length - prefix.Length - suffix.Length);

        // A separator right behind the active part begins an exponent without digits, which is a fault.
        var at = text.IndexOf(symbols.ExponentSeparator, prefix.Length, StringComparison.Ordinal) - prefix.Length;
        var exponent = at < 0 || at > active.Length ? null : active[Math.Min(active.Length, at + symbols.ExponentSeparator.Length)..];
        var mantissa = exponent is null ? active : active[..at];
        var point = mantissa.IndexOf(symbols.DecimalSeparator, StringComparison.Ordinal);
        var picture = new SubPicture
        {
            Text = text,
            Prefix = prefix,
            Suffix = suffix,
            Mantissa = mantissa,
            Integer = point < 0 ? mantissa : mantissa[..point],
            Fraction = point < 0 ? suffix : mantissa[(point + 1)..],
            Exponent = exponent,
        };
        return picture.Fault(active, symbols) is { } code ? throw new JsonataException(code) : picture;
    }

    private static int IndexOfEdge(string text, NumberSymbols symbols)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (symbols.IsEdge(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static int LastIndexOfEdge(string text, NumberSymbols symbols)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (symbols.IsEdge(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The last rule that is broken, as the language reports it.</summary>
    private string? Fault(string active, NumberSymbols symbols)
    {
        string? code = null;
        var point = Text.IndexOf(symbols.DecimalSeparator, StringComparison.Ordinal);
        Check("D3081", Repeats(symbols.DecimalSeparator));
        Check("D3082", Repeats(symbols.Percent));
        Check("D3083", Repeats(symbols.PerMille));
        Check("D3084", Has(symbols.Percent) && Has(symbols.PerMille));
        Check("D3085", !Mantissa.Any(c => symbols.IsDigit(c) || symbols.IsOptionalDigit(c)));
        Check("D3086", active.Any(c => !symbols.IsActive(c)));
        if (point >= 0)
        {
            Check("D3087", IsAt(point - 1, symbols.GroupingSeparator) || IsAt(point + 1, symbols.GroupingSeparator));
        }
        else
        {
            Check("D3088", Integer.EndsWith(symbols.GroupingSeparator, StringComparison.Ordinal));
        }

        Check("D3089", Text.Contains(symbols.GroupingSeparator + symbols.GroupingSeparator, StringComparison.Ordinal));
        var optional = Integer.IndexOf(symbols.Digit, StringComparison.Ordinal);
        Check("D3090", optional >= 0 && Integer[..optional].Any(symbols.IsDigit));
        optional = Fraction.LastIndexOf(symbols.Digit, StringComparison.Ordinal);
        Check("D3091", optional >= 0 && Fraction[optional..].Any(symbols.IsDigit));
        Check("D3092", Exponent is { Length: > 0 } && (Has(symbols.Percent) || Has(symbols.PerMille)));
        Check("D3093", Exponent is not null && (Exponent.Length is 0 || !Exponent.All(symbols.IsDigit)));
        return code;

        void Check(string fault, bool isBroken) => code = isBroken ? fault : code;
    }

    private bool Has(string symbol) => Text.Contains(symbol, StringComparison.Ordinal);

    private bool Repeats(string symbol) => Text.IndexOf(symbol, StringComparison.Ordinal) != Text.LastIndexOf(symbol, StringComparison.Ordinal);

    private bool IsAt(int index, string symbol) => index >= 0 && index < Text.Length && string.Equals(Text[index].ToString(), symbol, StringComparison.Ordinal);
}
