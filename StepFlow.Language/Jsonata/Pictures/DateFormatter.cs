using System.Text;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Writes points in time as a picture says.</summary>
internal static class DateFormatter
{
    private const string Iso = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]";

    public static string Format(double millis, string? picture, string? timezone)
    {
        var (hours, minutes) = Offset(timezone);
        var moment = Moment.Of(millis + (((60 * hours) + minutes) * 60_000));
        if (picture is null && timezone is null && moment.Year is >= 0 and <= 9999)
        {
            return Standard(moment);
        }

        var text = new StringBuilder();
        foreach (var part in DatePicture.Parse(picture ?? Iso))
        {
            text.Append(part.Literal ?? Component(part, moment, hours, minutes));
        }

        return text.ToString();
    }

    /// <summary>The value of a component; null for a name or something unknown.</summary>
    public static double? Value(Moment moment, char component) => component switch
    {
        'Y' => moment.Year,
        'M' => moment.Month,
        'D' => moment.DayOfMonth,
        'd' => moment.DayOfYear,
        'F' => moment.DayOfWeek,
        'W' => Calendar.WeekOfYear(moment),
        'w' => Calendar.WeekOfMonth(moment),
        'X' => Calendar.YearOfWeek(moment),
        'x' => Calendar.MonthOfWeek(moment),
        'H' => moment.Hour,
        'h' => moment.Hour % 12 is 0 ? 12 : moment.Hour % 12,
        'm' => moment.Minute,
        's' => moment.Second,
        'f' => moment.Millisecond,
        _ => null,
    };

    private static string Standard(Moment m) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{m.Year:0000}-{m.Month:00}-{m.DayOfMonth:00}T{m.Hour:00}:{m.Minute:00}:{m.Second:00}.{m.Millisecond:000}Z");

    /// <summary>The zone as hours and minutes; it is read as the number hhmm.</summary>
    private static (double Hours, double Minutes) Offset(string? timezone)
    {
        if (timezone is null)
        {
            return (0, 0);
        }

        var offset = IntegerPicture.LeadingInteger(timezone);
        return (Math.Floor(offset / 100), offset % 100);
    }

    private static string Component(DatePart part, Moment moment, double hours, double minutes)
    {
        switch (part.Component)
        {
            case 'Z' or 'z':
                return Zone(part, hours, minutes);
            case 'P':
                var half = moment.Hour >= 12 ? "pm" : "am";
                return part.Names is LetterCase.Upper ? half.ToUpperInvariant() : half;
            case 'C' or 'E':
                return "ISO";
        }

        if (Value(moment, part.Component) is not { } value)
        {
            return "undefined";
        }

        if (part.Component is 'Y' && part.YearDigits is not -1)
        {
            value %= Math.Pow(10, part.YearDigits);
        }

        return part.Names is null ? part.Number!.Format(value) : Name(part, (int)value);
    }

    private static string Name(DatePart part, int value)
    {
        var name = part.Component switch
        {
            'M' or 'x' => Calendar.MonthNames[value - 1],
            'F' => Calendar.DayNames[value],
            'f' => throw new JsonataException("D3133") { Value = "f" },
            var other => throw new JsonataException("D3133") { Value = other.ToString() },
        };
        name = part.Names switch
        {
            LetterCase.Upper => name.ToUpperInvariant(),
            LetterCase.Lower => name.ToLowerInvariant(),
            _ => name,
        };
        return part.MaxWidth is { } width && name.Length > width ? name[..width] : name;
    }

    private static string Zone(DatePart part, double hours, double minutes)
    {
        var offset = (hours * 100) + minutes;
        if (offset == 0 && part.IsTraditional)
        {
            return "Z";
        }

        var number = part.Number!;
        var text = number.IsRegular || number.MandatoryDigits is 3 or 4 ? number.Format(offset)
            : number.MandatoryDigits is 1 or 2 ? number.Format(hours) + (minutes != 0 ? ":" + IntegerPicture.Parse("00").Format(minutes) : "")
            : throw new JsonataException("D3134") { Value = JsonNumber.Of(number.MandatoryDigits) };
        return (part.Component is 'z' ? "GMT" : "") + (offset >= 0 ? "+" : "") + text;
    }
}
