using System.Globalization;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Numbers as JavaScript has and writes them.</summary>
internal static class Numbers
{
    private const double LargestExactInteger = 1L << 53;

    /// <summary>True for a number that is one: NaN is not, and infinity is an error.</summary>
    public static bool IsNumeric(JsonValue? value) => value is JsonNumber n && IsNumeric(n);

    public static bool IsNumeric(JsonNumber number) => double.IsInfinity(number.Value)
        ? throw new JsonataException("D1001") { Value = number }
        : !double.IsNaN(number.Value);

    public static bool AreNumeric(ReadOnlySpan<JsonValue> items)
    {
        foreach (var item in items)
        {
            if (!IsNumeric(item))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text <c>$string</c> gives: whole numbers with all their digits, others with fifteen.</summary>
    public static string ToText(JsonNumber number)
    {
        var value = number.Value;
        if (Math.Floor(value) != value)
        {
            // Up to fifteen digits and a point: nothing to round.
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            return text.Length <= 16 && !text.Contains('E', StringComparison.Ordinal) && double.IsFinite(value) ? text : Shortest(ToFifteenDigits(value));
        }

        return HasOwnDigits(number, out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : Shortest(value);
    }

    /// <summary>Number.prototype.toString: the shortest digits that read back as the same number.</summary>
    public static string Shortest(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }

        if (Math.Abs(value) < 1e15 && Math.Floor(value) == value)
        {
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        var (digits, exponent) = Split(value.ToString("R", CultureInfo.InvariantCulture));
        return (value < 0 ? "-" : "") + Lay(digits, exponent);
    }

    public static double ToFifteenDigits(double value)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return value;
        }

        // Ties go away from zero in JavaScript, to the even digit in .NET: so round here, on more digits than matter.
        var text = Math.Abs(value).ToString("E25", CultureInfo.InvariantCulture);
        var digits = string.Concat(text.AsSpan(0, 1), text.AsSpan(2, 25));
        var exponent = int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var kept = long.Parse(digits.AsSpan(0, 15), NumberStyles.None, CultureInfo.InvariantCulture) + (digits[15] >= '5' ? 1 : 0);
        var rounded = double.Parse(
            kept.ToString(CultureInfo.InvariantCulture) + "E" + (exponent - 14).ToString(CultureInfo.InvariantCulture),
            NumberStyles.Float,
            CultureInfo.InvariantCulture);
        return value < 0 ? -rounded : rounded;
    }

    /// <summary>Half to even, after shifting the decimal point in the digits themselves.</summary>
    public static double Round(double value, int precision = 0)
    {
        var shifted = precision is 0 ? value : Shift(value, precision);
        var result = Math.Floor(shifted + 0.5);
        if (Math.Abs(result - shifted) == 0.5 && Math.Abs(result % 2) == 1)
        {
            result--;
        }

        if (precision is not 0)
        {
            result = Shift(result, -precision);
        }

        return result == 0 ? 0 : result;
    }

    private static double Shift(double value, int places)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value;
        }

        var text = Shortest(value);
        var mark = text.IndexOf('e', StringComparison.Ordinal);
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        return double.Parse($"{mantissa}E{(long)exponent + places}", NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number that was read, within 64 bits, is written as it was read; a computed one is a double.</summary>
    private static bool HasOwnDigits(JsonNumber number, out long whole) =>
        number.TryGetInt64(out whole)
        && (Math.Abs(number.Value) < LargestExactInteger
            || !string.Equals(number.Text, number.Value.ToString("F0", CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>Digits without point, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Split(string text)
    {
        var span = text.AsSpan().TrimStart('-');
        var mark = span.IndexOf('E');
        var exponent = mark < 0 ? 0 : int.Parse(span[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? span : span[..mark];
        var point = mantissa.IndexOf('.');
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        var digits = mantissa.ToString().Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), exponent - leading);
    }

    private static string Lay(string digits, int exponent)
    {
        if (exponent is >= 21 or < -6)
        {
            var sign = exponent < 0 ? '-' : '+';
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{digits[0]}{fraction}e{sign}{Math.Abs(exponent)}";
        }

        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        return digits.Length <= exponent + 1
            ? digits + new string('0', exponent + 1 - digits.Length)
            : $"{digits.AsSpan(0, exponent + 1)}.{digits.AsSpan(exponent + 1)}";
    }
}
