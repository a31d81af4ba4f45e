using System.Globalization;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

internal enum IntegerForm
{
    Decimal,
    Letters,
    Roman,
    Words,
    Sequence,
}

internal enum LetterCase
{
    Lower,
    Upper,
    Title,
}

/// <summary>A separator between digits, counted from the right.</summary>
internal readonly record struct DigitSeparator(int Position, string Character);

/// <summary>How whole numbers are written: the picture strings of XPath's fn:format-integer.</summary>
internal sealed record IntegerPicture
{
    private static readonly int[] DigitFamilies =
    [
        0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20,
        0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0,
        0xAA50, 0xABF0, 0xFF10,
    ];

    public IntegerForm Form { get; private init; }

    public LetterCase Case { get; private init; }

    public bool IsOrdinal { get; private init; }

    public int MandatoryDigits { get; init; }

    public int OptionalDigits { get; private init; }

    /// <summary>The separators are evenly spaced and alike, so they go on to the left.</summary>
    public bool IsRegular { get; private init; }

    /// <summary>From right to left; just the first one when they are regular.</summary>
    public DigitSeparator[] Separators { get; private init; } = [];

    private int Zero { get; init; } = '0';

    private string Token { get; init; } = "";

    public static IntegerPicture Parse(string picture)
    {
        var semicolon = picture.LastIndexOf(';');
        var primary = semicolon < 0 ? picture : picture[..semicolon];
        var ordinal = semicolon >= 0 && semicolon + 1 < picture.Length && picture[semicolon + 1] is 'o';
        return primary switch
        {
            "A" => new() { Form = IntegerForm.Letters, Case = LetterCase.Upper, IsOrdinal = ordinal },
            "a" => new() { Form = IntegerForm.Letters, IsOrdinal = ordinal },
            "I" => new() { Form = IntegerForm.Roman, Case = LetterCase.Upper, IsOrdinal = ordinal },
            "i" => new() { Form = IntegerForm.Roman, IsOrdinal = ordinal },
            "W" => new() { Form = IntegerForm.Words, Case = LetterCase.Upper, IsOrdinal = ordinal },
            "Ww" => new() { Form = IntegerForm.Words, Case = LetterCase.Title, IsOrdinal = ordinal },
            "w" => new() { Form = IntegerForm.Words, IsOrdinal = ordinal },
            _ => OfDigits(primary, ordinal),
        };
    }

    public string Format(double number)
    {
        if (double.IsInfinity(number))
        {
            throw new JsonataException("D1001") { Value = JsonNumber.Of(number) };
        }

        var text = Magnitude(Math.Abs(number));
        return number < 0 ? "-" + text : text;
    }

    /// <summary>The number a text stands for; NaN where it cannot be read.</summary>
    public double Read(string text) => Form switch
    {
        IntegerForm.Letters => NumberWords.FromLetters(text, Case is LetterCase.Upper ? 'A' : 'a'),
        IntegerForm.Roman => NumberWords.FromRoman(Case is LetterCase.Upper ? text : text.ToUpperInvariant()),
        IntegerForm.Words => NumberWords.FromWords(text.ToLowerInvariant()),
        IntegerForm.Decimal => LeadingInteger(Digits(text)),
        _ => throw Unsupported(),
    };

    /// <summary>A regular expression for such a number. <paramref name="width"/> is the exact number of digits, 0 for any.</summary>
    public string Pattern(int width) => Form switch
    {
        IntegerForm.Letters => Case is LetterCase.Upper ? "[A-Z]+" : "[a-z]+",
        IntegerForm.Roman => Case is LetterCase.Upper ? "[MDCLXVI]+" : "[mdclxvi]+",
        IntegerForm.Words => "(?:" + string.Join('|', NumberWords.Vocabulary.Concat(["and", @"[\-, ]"])) + ")+",
        IntegerForm.Decimal => "[0-9]" + Occurrences(width) + (IsOrdinal ? "(?:th|st|nd|rd)" : ""),
        _ => throw Unsupported(),
    };

    /// <summary>As parseInt: what leads the text, NaN when that is no number.</summary>
    public static double LeadingInteger(string text)
    {
        var span = text.AsSpan().TrimStart();
        var sign = span.StartsWith("-") ? -1 : 1;
        span = span.StartsWith("-") || span.StartsWith("+") ? span[1..] : span;
        var isHex = span.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        span = isHex ? span[2..] : span;
        var value = double.NaN;
        foreach (var c in span)
        {
            if (!(isHex ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c)))
            {
                break;
            }

            var digit = int.Parse(c.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            value = (double.IsNaN(value) ? 0 : value) * (isHex ? 16 : 10) + digit;
        }

        return sign * value;
    }

    private static IntegerPicture OfDigits(string primary, bool ordinal)
    {
        var (zero, mandatory, optional) = (0, 0, 0);
        List<DigitSeparator> separators = [];
        foreach (var rune in primary.EnumerateRunes().Reverse())
        {
            var family = Array.Find(DigitFamilies, f => rune.Value >= f && rune.Value <= f + 9);
            if (family > 0)
            {
                zero = zero is 0 || zero == family ? family : throw new JsonataException("D3131");
                mandatory++;
            }
            else if (rune.Value is '#')
            {
                optional++;
            }
            else
            {
                separators.Add(new(mandatory + optional, rune.ToString()));
            }
        }

        if (mandatory is 0)
        {
            return new() { Form = IntegerForm.Sequence, Token = primary, IsOrdinal = ordinal };
        }

        var interval = Interval(separators);
        return new()
        {
            IsOrdinal = ordinal,
            Zero = zero,
            MandatoryDigits = mandatory,
            OptionalDigits = optional,
            IsRegular = interval > 0,
            Separators = interval > 0 ? [new(interval, separators[0].Character)] : [.. separators],
        };
    }

    private static int Interval(List<DigitSeparator> separators) =>
        separators.Count is 0 || separators.Exists(s => !string.Equals(s.Character, separators[0].Character, StringComparison.Ordinal))
            ? 0
            : Spacing.Of([.. separators.Select(s => s.Position)]);

    private string Magnitude(double number)
    {
        var text = Form switch
        {
            IntegerForm.Letters => NumberWords.ToLetters(number, Case is LetterCase.Upper ? 'A' : 'a'),
            IntegerForm.Roman => NumberWords.ToRoman(number),
            IntegerForm.Words => NumberWords.ToWords(number, IsOrdinal),
            IntegerForm.Decimal => InDigits(number),
            _ => throw Unsupported(),
        };
        return (Form, Case) switch
        {
            (IntegerForm.Roman or IntegerForm.Words, LetterCase.Upper) => text.ToUpperInvariant(),
            (IntegerForm.Words, LetterCase.Lower) => text.ToLowerInvariant(),
            _ => text,
        };
    }

    private string InDigits(double number)
    {
        var text = Numbers.Shortest(number).PadLeft(Math.Min(MandatoryDigits, 1000), '0');
        if (Zero is not '0')
        {
            text = string.Concat(text.Select(c => char.IsAsciiDigit(c) ? char.ConvertFromUtf32(c - '0' + Zero) : c.ToString()));
        }

        text = Separate(text);
        return IsOrdinal ? text + Suffix(text) : text;
    }

    private string Separate(string text)
    {
        if (IsRegular)
        {
            var (interval, character) = Separators[0];
            for (var i = (text.Length - 1) / interval; i > 0; i--)
            {
                text = text.Insert(text.Length - (i * interval), character);
            }

            return text;
        }

        foreach (var (position, character) in Separators.Reverse())
        {
            var at = text.Length - position;
            text = at >= 0 ? text.Insert(at, character) : character + text[Math.Max(0, text.Length + at)..];
        }

        return text;
    }

    private static string Suffix(string text) => text.Length > 1 && text[^2] is '1' ? "th" : text[^1] switch
    {
        '1' => "st",
        '2' => "nd",
        '3' => "rd",
        _ => "th",
    };

    private string Digits(string text)
    {
        var digits = IsOrdinal ? text[..Math.Max(0, text.Length - 2)] : text;
        if (IsRegular)
        {
            digits = digits.Replace(",", "", StringComparison.Ordinal);
        }
        else
        {
            digits = Separators.Aggregate(digits, (d, s) => d.Replace(s.Character, "", StringComparison.Ordinal));
        }

        return Zero is '0' ? digits : string.Concat(digits.Select(c => (char)(c - Zero + '0')));
    }

    private string Occurrences(int width) => width <= 0 ? "+"
        : OptionalDigits is 0 ? $"{{{width}}}" : $"{{{Math.Max(0, width - OptionalDigits)},{width}}}";

    private JsonataException Unsupported() => new("D3130") { Value = Token };
}
