using System.Globalization;
using System.Text.RegularExpressions;

namespace StepFlow.Language.Data;

/// <summary>Timestamps of the States Language: RFC 3339 with an upper-case T, and Z or an offset.</summary>
public static partial class Iso8601
{
    public static bool TryParse(string text, out DateTimeOffset value)
    {
        value = default;
        var match = Shape().Match(text);
        if (!match.Success)
        {
            return false;
        }

        // .NET reads seven fractional digits; nanoseconds are cut, not refused.
        var fraction = match.Groups["fraction"].Value;
        var plain = match.Groups["date"].Value + (fraction.Length > 8 ? fraction[..8] : fraction) + match.Groups["zone"].Value;
        return DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    /// <summary>The context object's form: milliseconds and Z.</summary>
    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<date>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?)(?<fraction>\.\d{1,9})?(?<zone>Z|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
