using System.Text;
using System.Text.RegularExpressions;

namespace StepFlow.Language.Jsonata;

/// <summary>Reads points in time that are written as a picture says.</summary>
internal static class DateParser
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>Milliseconds since 1970; null when the text does not fit the picture. What is not said is taken from now, or is the least.</summary>
    public static double? Parse(string text, string picture, DateTimeOffset now)
    {
        var parts = DatePicture.Parse(picture);
        var pattern = string.Concat(parts.Select(p => $"({PatternOf(p)})"));
        var match = Match(text, $@"\A{pattern}\z");
        if (match is null)
        {
            return null;
        }

        var found = new Dictionary<char, double>();
        var hasComponent = false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Literal is null)
            {
                hasComponent = true;
                if (Read(parts[i], match.Groups[i + 1].Value) is { } value)
                {
                    found[parts[i].Component] = value;
                }
            }
        }

        return !hasComponent ? null : Assemble(found, Moment.Of(now.ToUnixTimeMilliseconds()));
    }

    private static Match? Match(string text, string pattern)
    {
        try
        {
            var match = Regex.Match(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, LongestMatch);
            return match.Success ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            throw Evaluation.TooLong();
        }
    }

    private static string PatternOf(DatePart part)
    {
        if (part.Literal is not null)
        {
            return Regex.Escape(part.Literal);
        }

        if (part.Component is 'Z' or 'z')
        {
            var zone = new StringBuilder(part.Component is 'z' ? "GMT" : "").Append("[-+][0-9]+");
            return ZoneSeparator(part) is { } separator ? zone.Append(Regex.Escape(separator)).Append("[0-9]+").ToString() : zone.ToString();
        }

        if (part.Number is not null)
        {
            return part.Number.Pattern(part.YearDigits);
        }

        return part.Component is 'M' or 'x' or 'F' or 'P' ? "[a-zA-Z]+" : throw new JsonataException("D3133") { Value = part.Component.ToString() };
    }

    private static string? ZoneSeparator(DatePart part) => part.Number!.IsRegular ? part.Number.Separators[0].Character : null;

    /// <summary>The value of a component; null for a name that is none, as if it had not been there.</summary>
    private static double? Read(DatePart part, string text)
    {
        if (part.Component is 'Z' or 'z')
        {
            return ReadZone(part, part.Component is 'z' ? text[3..] : text);
        }

        if (part.Number is not null)
        {
            return part.Number.Read(text);
        }

        return part.Component switch
        {
            'P' => text switch
            {
                "am" or "AM" => 0,
                "pm" or "PM" => 1,
                _ => null,
            },
            'F' => IndexOf(Calendar.DayNames, text, part.MaxWidth),
            _ => IndexOf(Calendar.MonthNames, text, part.MaxWidth) + 1,
        };
    }

    private static double? IndexOf(string[] names, string text, int? width)
    {
        var index = Array.FindIndex(names, n => string.Equals(width is > 0 && n.Length > width ? n[..width.Value] : n, text, StringComparison.Ordinal));
        return index < 0 ? null : index;
    }

    private static double ReadZone(DatePart part, string text)
    {
        if (ZoneSeparator(part) is { } separator)
        {
            var at = text.IndexOf(separator, StringComparison.Ordinal);
            return (IntegerPicture.LeadingInteger(text[..at]) * 60) + IntegerPicture.LeadingInteger(text[(at + separator.Length)..]);
        }

        return text.Length <= 3
            ? IntegerPicture.LeadingInteger(text) * 60
            : (IntegerPicture.LeadingInteger(text[..3]) * 60) + IntegerPicture.LeadingInteger(text[3..]);
    }

    /// <summary>
    /// The date is given by year, month and day, or by year and day of the year; the time by hours, or by hours of the half-day.
    /// What is missing in between is an error.
    /// </summary>
    private static double Assemble(Dictionary<char, double> found, Moment now)
    {
        var byMonth = Fits("YMD", "XxWwd");
        var byDay = !byMonth && Fits("Yd", "XMxWwD");
        var byWeekOfMonth = Fits("Xxw", "YMWdD");
        var byWeek = !byWeekOfMonth && Fits("XW", "YMxwdD");
        var byHalfDay = !Fits("Hmsf", "Ph") && Fits("Phmsf", "H");
        FillGaps(found, (byDay ? "YD" : byWeekOfMonth ? "XxwF" : byWeek ? "XWF" : "YMD") + (byHalfDay ? "Phmsf" : "Hmsf"), now);
        if (byWeekOfMonth || byWeek)
        {
            throw new JsonataException("D3136");
        }

        var month = found.GetValueOrDefault('M') is > 0 and var m ? m : 1;
        var day = found.GetValueOrDefault('D');
        var year = found['Y'];
        if (byDay)
        {
            (_, month, day) = Calendar.Civil(Calendar.Days((long)FullYear(year), 1, 1) + (long)found['d'] - 1);
        }

        var hour = found.GetValueOrDefault('H');
        if (byHalfDay)
        {
            hour = (found['h'] == 12 ? 0 : found['h']) + (found['P'] == 1 ? 12 : 0);
        }

        var zone = found.GetValueOrDefault('Z') is var z && z != 0 ? z : found.GetValueOrDefault('z');
        return Utc(year, month, day, hour, found['m'], found['s'], found['f']) - (double.IsNaN(zone) ? 0 : zone * 60_000);

        // At least one of these, and none of those; a component that is 0 counts as not given.
        bool Fits(string wanted, string unwanted) => wanted.Any(IsGiven) && !unwanted.Any(IsGiven);

        bool IsGiven(char component) => found.GetValueOrDefault(component) is var value && value != 0 && !double.IsNaN(value);
    }

    private static void FillGaps(Dictionary<char, double> found, string components, Moment now)
    {
        var (started, ended) = (false, false);
        foreach (var component in components)
        {
            if (found.ContainsKey(component))
            {
                started = true;
                if (ended)
                {
                    throw new JsonataException("D3136");
                }
            }
            else if (started)
            {
                found[component] = component is 'M' or 'D' or 'd' ? 1 : 0;
                ended = true;
            }
            else
            {
                found[component] = DateFormatter.Value(now, component) ?? double.NaN;
            }
        }
    }

    // Years of two digits are years of the twentieth century.
    private static double FullYear(double year) => year is >= 0 and <= 99 ? 1900 + Math.Truncate(year) : year;

    private static double Utc(double year, double month, double day, double hour, double minute, double second, double milli)
    {
        double[] all = [year, month, day, hour, minute, second, milli];
        return !Array.TrueForAll(all, n => Math.Abs(n) < 1e12)
            ? double.NaN
            : ((double)Calendar.Days((long)FullYear(year), (long)month, (long)day) * 86_400_000) + (hour * 3_600_000) + (minute * 60_000) + (second * 1000) + milli;
    }
}
