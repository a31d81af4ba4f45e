using System.Globalization;
using System.Text.RegularExpressions;

namespace StepFlow.Language.Validation.Checks;

/// <summary>Timestamps as the States Language wants them: with an upper-case T, and Z or an offset.</summary>
internal static partial class Rfc3339
{
    public static bool IsTimestamp(string text) => Shape().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
