using System.Globalization;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary><c>$formatNumber</c>: the picture strings of XPath's fn:format-number. Numbers in comments are the steps of its specification.</summary>
internal static class NumberPicture
{
    public static string Format(double value, string picture, JsonObject? options)
    {
        var symbols = new NumberSymbols(options);
        var parts = picture.Split(symbols.PatternSeparator);
        if (parts.Length > 2)
        {
            throw new JsonataException("D3080");
        }

        var pictures = Array.ConvertAll(parts, p => SubPicture.Parse(p, symbols));
        var chosen = value >= 0 ? pictures[0]
            : pictures.Length > 1 ? pictures[1]
            : pictures[0] with { Prefix = symbols.MinusSign + pictures[0].Prefix };
        return new NumberLayout(chosen, symbols).Write(value);
    }
}

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

/// <summary>Writes numbers as one sub-picture says.</summary>
internal sealed class NumberLayout
{
    private readonly SubPicture _picture;
    private readonly NumberSymbols _symbols;
    private readonly int _leastInteger;
    private readonly int _leastFraction;
    private readonly int _mostFraction;
    private readonly int _scaling;

    public NumberLayout(SubPicture picture, NumberSymbols symbols)
    {
        _picture = picture;
        _symbols = symbols;
        _leastInteger = _scaling = picture.Integer.Count(symbols.IsDigit);
        _leastFraction = picture.Fraction.Count(symbols.IsDigit);
        _mostFraction = picture.Fraction.Count(c => symbols.IsDigit(c) || symbols.IsOptionalDigit(c));
        if (_leastInteger is 0 && _mostFraction is 0)
        {
            if (picture.Exponent is not null)
            {
                _leastFraction = _mostFraction = 1;
            }
            else
            {
                _leastInteger = 1;
            }
        }

        if (picture.Exponent is not null && _leastInteger is 0 && picture.Integer.Contains(symbols.Digit, StringComparison.Ordinal))
        {
            _leastInteger = 1;
        }

        if (_leastInteger is 0 && _leastFraction is 0)
        {
            _leastFraction = 1;
        }
    }

    public string Write(double value)
    {
        var mantissa = value * Factor();
        var exponent = 0;
        if (_picture.Exponent is not null)
        {
            (mantissa, exponent) = Normalized(mantissa);
        }

        // 6 to 9
        var text = Plain(Numbers.Round(mantissa, Math.Min(_mostFraction, 100)));
        var point = text.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        var right = text.Length - point - _symbols.DecimalSeparator.Length;
        text = new string(_symbols.Zero, Math.Max(0, _leastInteger - point)) + text + new string(_symbols.Zero, Math.Max(0, _leastFraction - right));
        text = Grouped(text);

        // 12
        point = text.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        if (!_picture.Text.Contains(_symbols.DecimalSeparator, StringComparison.Ordinal) || point == text.Length - 1)
        {
            text = text[..^1];
        }

        if (_picture.Exponent is not null)
        {
            var digits = InDigits(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture)).PadLeft(_picture.Exponent.Count(_symbols.IsDigit), _symbols.Zero);
            text += _symbols.ExponentSeparator + (exponent < 0 ? _symbols.MinusSign : "") + digits;
        }

        return _picture.Prefix + text + _picture.Suffix;
    }

    private double Factor() => _picture.Text.Contains(_symbols.Percent, StringComparison.Ordinal) ? 100
        : _picture.Text.Contains(_symbols.PerMille, StringComparison.Ordinal) ? 1000 : 1;

    /// <summary>5: as many digits before the point as the picture has.</summary>
    private (double Mantissa, int Exponent) Normalized(double number)
    {
        var most = Math.Pow(10, _scaling);
        var least = Math.Pow(10, _scaling - 1);
        var exponent = 0;
        var mantissa = Math.Abs(number);
        if (mantissa == 0 || !double.IsFinite(mantissa))
        {
            return (mantissa, 0);
        }

        for (; mantissa < least; exponent--)
        {
            mantissa *= 10;
        }

        for (; mantissa > most; exponent++)
        {
            mantissa /= 10;
        }

        return (number < 0 ? -mantissa : mantissa, exponent);
    }

    /// <summary>7: digits and a decimal separator, without zeros at either end.</summary>
    private string Plain(double number)
    {
        number = Math.Abs(number);
        var places = Math.Min(_mostFraction, 100);
        var text = number < 1e21 ? number.ToString("F" + places.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : Numbers.Shortest(number);
        text = InDigits(text);
        text = text.Contains('.', StringComparison.Ordinal) ? text.Replace(".", _symbols.DecimalSeparator, StringComparison.Ordinal) : text + _symbols.DecimalSeparator;
        return text.Trim(_symbols.Zero);
    }

    private string InDigits(string text) => _symbols.Zero is '0'
        ? text
        : string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + _symbols.Zero) : c));

    /// <summary>10 and 11.</summary>
    private string Grouped(string text)
    {
        var point = text.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        var positions = GroupingPositions(_picture.Integer, toTheLeft: false);
        var interval = Spacing.Of(positions);
        if (interval > 0)
        {
            for (var group = 1; group <= (point - 1) / interval; group++)
            {
                text = text.Insert(point - (group * interval), _symbols.GroupingSeparator);
            }
        }
        else
        {
            foreach (var position in positions)
            {
                text = Inserted(text, point - position);
                point++;
            }
        }

        point = text.IndexOf(_symbols.DecimalSeparator, StringComparison.Ordinal);
        foreach (var position in GroupingPositions(_picture.Fraction, toTheLeft: true))
        {
            text = Inserted(text, Math.Min(text.Length, position + point + 1));
        }

        return text;
    }

    private string Inserted(string text, int at) => text.Insert(at < 0 ? Math.Max(0, text.Length + at) : at, _symbols.GroupingSeparator);

    private int[] GroupingPositions(string part, bool toTheLeft)
    {
        List<int> positions = [];
        for (var at = part.IndexOf(_symbols.GroupingSeparator, StringComparison.Ordinal);
            at >= 0 && at <= part.Length;
            at = at + 1 > _picture.Integer.Length ? -1 : _picture.Integer.IndexOf(_symbols.GroupingSeparator, at + 1, StringComparison.Ordinal))
        {
            var digits = toTheLeft ? part[..at] : part[at..];
            positions.Add(digits.Count(c => _symbols.IsDigit(c) || _symbols.IsOptionalDigit(c)));
        }

        return [.. positions];
    }
}
