using System.Globalization;
using System.Text.RegularExpressions;

namespace StepFlow.Language.Jsonata;

/// <summary>Reads ISO 8601 timestamps; a time without a zone is one of UTC.</summary>
internal static partial class IsoTimestamp
{
    /// <summary>Milliseconds since 1970; NaN for something that looks like a timestamp but names no point in time.</summary>
    public static double Parse(string text)
    {
        if (!Shape().IsMatch(text))
        {
            throw new JsonataException("D3110") { Value = text };
        }

        var match = Parts().Match(text);
        if (!match.Success)
        {
            return double.NaN;
        }

        var (month, day) = (Number(match, "month", 1), Number(match, "day", 1));
        var (hour, minute, second) = (Number(match, "hour", 0), Number(match, "minute", 0), Number(match, "second", 0));
        if (month is < 1 or > 12 || day is < 1 or > 31 || hour > 24 || (hour is 24 && (minute > 0 || second > 0)))
        {
            return double.NaN;
        }

        var milli = match.Groups["fraction"] is { Success: true, Value: var f } ? int.Parse(f.PadRight(3, '0').AsSpan(0, 3), CultureInfo.InvariantCulture) : 0;
        var millis = (Calendar.Days(Number(match, "year", 0), month, day) * 86_400_000L) + (hour * 3_600_000L) + (minute * 60_000L) + (second * 1000L) + milli;
        var offset = (Number(match, "offsetHours", 0) * 60) + Number(match, "offsetMinutes", 0);
        return millis - ((match.Groups["sign"].Value is "-" ? -offset : offset) * 60_000L);
    }

    private static int Number(Match match, string group, int otherwise) =>
        match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : otherwise;

    [GeneratedRegex(
        @"\A[0-9]{4}(-[01][0-9])*(-[0-3][0-9])*(T[0-2][0-9]:[0-5][0-9]:[0-5][0-9])*(\.[0-9]+)?([+-][0-2][0-9]:?[0-5][0-9]|Z)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();

    [GeneratedRegex(
        @"\A(?<year>[0-9]{4})(-(?<month>[0-9]{2})(-(?<day>[0-9]{2}))?)?(T(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?((?<sign>[+-])(?<offsetHours>[0-9]{2}):?(?<offsetMinutes>[0-9]{2})|Z)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
