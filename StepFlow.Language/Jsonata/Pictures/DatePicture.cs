using System.Collections.Concurrent;

namespace StepFlow.Language.Jsonata;

/// <summary>One part of a date picture: fixed text, or a component such as <c>[Y0001]</c>.</summary>
/// <param name="Literal">The text, or null for a component.</param>
/// <param name="Names">How names are written, null when the component is a number.</param>
/// <param name="YearDigits">For years, months and days: how many digits at most; -1 for all.</param>
/// <param name="IsTraditional">Asks for <c>Z</c> instead of a zero offset.</param>
internal sealed record DatePart(
    string? Literal, char Component, int? MaxWidth, LetterCase? Names, IntegerPicture? Number, int YearDigits, bool IsTraditional);

/// <summary>The picture strings of XPath's fn:format-dateTime.</summary>
internal static class DatePicture
{
    private const string Numeric = "YMDdFWwXxHhmsf";
    private const int MostKept = 256;
    private static readonly ConcurrentDictionary<string, DatePart[]> Known = new(StringComparer.Ordinal);

    public static DatePart[] Parse(string picture)
    {
        if (Known.TryGetValue(picture, out var parts))
        {
            return parts;
        }

        parts = [.. Read(picture)];
        if (Known.Count < MostKept)
        {
            Known[picture] = parts;
        }

        return parts;
    }

    private static List<DatePart> Read(string picture)
    {
        List<DatePart> parts = [];
        var (start, at) = (0, 0);
        for (; at < picture.Length; at++)
        {
            if (picture[at] is not '[')
            {
                continue;
            }

            AddLiteral(parts, picture[start..at]);
            if (at + 1 < picture.Length && picture[at + 1] is '[')
            {
                AddLiteral(parts, "[");
                at++;
                start = at + 1;
                continue;
            }

            var end = picture.IndexOf(']', at);
            if (end < 0)
            {
                throw new JsonataException("D3135");
            }

            parts.Add(Component(string.Concat(picture[(at + 1)..end].Where(c => !char.IsWhiteSpace(c)))));
            at = end;
            start = end + 1;
        }

        AddLiteral(parts, picture[Math.Min(start, picture.Length)..]);
        return parts;
    }

    private static void AddLiteral(List<DatePart> parts, string text)
    {
        if (text.Length > 0)
        {
            parts.Add(new(text.Replace("]]", "]", StringComparison.Ordinal), '\0', null, null, null, -1, IsTraditional: false));
        }
    }

    private static DatePart Component(string marker)
    {
        var component = marker.Length > 0 ? marker[0] : '\0';
        var comma = marker.LastIndexOf(',');
        var (least, most) = comma < 0 ? (null, null) : Width(marker[(comma + 1)..]);
        var presentation = marker.Length is 0 ? "" : marker[1..Math.Max(1, comma < 0 ? marker.Length : comma)];
        var modifier = '\0';
        if (presentation.Length > 1 && "atco".Contains(presentation[^1], StringComparison.Ordinal))
        {
            (presentation, modifier) = (presentation[..^1], presentation[^1]);
        }

        if (presentation.Length is 0)
        {
            presentation = Default(component) ?? throw new JsonataException("D3132") { Value = component is '\0' ? "" : component.ToString() };
        }

        LetterCase? names = presentation[0] switch
        {
            'n' => LetterCase.Lower,
            'N' => presentation.Length > 1 && presentation[1] is 'n' ? LetterCase.Title : LetterCase.Upper,
            _ => null,
        };
        var (number, digits) = names is null && Numeric.Contains(component, StringComparison.Ordinal)
            ? NumberOf(component, modifier is '\0' ? presentation : $"{presentation};{modifier}", least, most)
            : (null, -1);
        if (component is 'Z' or 'z')
        {
            number = IntegerPicture.Parse(presentation);
        }

        return new(null, component, most, names, number, digits, modifier is 't');
    }

    private static (IntegerPicture Number, int Digits) NumberOf(char component, string pattern, int? least, int? most)
    {
        var number = IntegerPicture.Parse(pattern);
        if (least > number.MandatoryDigits)
        {
            number = number with { MandatoryDigits = least.Value };
        }

        if (component is not ('Y' or 'M' or 'D'))
        {
            return (number, -1);
        }

        if (most is { } width)
        {
            return (number with { MandatoryDigits = width }, width);
        }

        var all = number.MandatoryDigits + number.OptionalDigits;
        return (number, all >= 2 ? all : -1);
    }

    private static (int? Least, int? Most) Width(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? (WidthOf(text), null) : (WidthOf(text[..dash]), WidthOf(text[(dash + 1)..]));
    }

    private static int? WidthOf(string text) =>
        IntegerPicture.LeadingInteger(text) is var width && double.IsNaN(width) ? null : (int)Math.Clamp(width, 0, 1000);

    private static string? Default(char component) => component switch
    {
        'm' or 's' => "01",
        'Z' or 'z' => "01:01",
        'F' or 'P' or 'C' or 'E' => "n",
        'Y' or 'M' or 'D' or 'd' or 'W' or 'w' or 'X' or 'x' or 'H' or 'h' or 'f' => "1",
        _ => null,
    };
}
