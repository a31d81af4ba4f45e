using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Functions of numbers and of arrays of numbers, and what counts as true.</summary>
internal static partial class NumberFunctions
{
    public static readonly Builtin[] All =
    [
        new("sum", "<a<n>:n>", 1, (a, run) => a[0] is null ? null : run.Number(Sum(a.Items(0)))),
        new("max", "<a<n>:n>", 1, (a, run) => a[0] is null || a.Items(0).IsEmpty ? null : run.Number(Extreme(a.Items(0), Math.Max))),
        new("min", "<a<n>:n>", 1, (a, run) => a[0] is null || a.Items(0).IsEmpty ? null : run.Number(Extreme(a.Items(0), Math.Min))),
        new("average", "<a<n>:n>", 1, (a, run) => a[0] is null || a.Items(0).IsEmpty ? null : run.Number(Sum(a.Items(0)) / a.Items(0).Length)),
        new("number", "<(nsb)-:n>", 1, (a, run) => ToNumber(a[0], run)),
        new("floor", "<n-:n>", 1, (a, run) => a[0] is null ? null : run.Number(Math.Floor(a.Number(0)))),
        new("ceil", "<n-:n>", 1, (a, run) => a[0] is null ? null : run.Number(Math.Ceiling(a.Number(0)))),
        new("round", "<n-n?:n>", 2, (a, run) => a[0] is null ? null : run.Number(Numbers.Round(a.Number(0), Precision(a.NumberOrNull(1))))),
        new("abs", "<n-:n>", 1, (a, run) => a[0] is null ? null : run.Number(Math.Abs(a.Number(0)))),
        new("sqrt", "<n-:n>", 1, SquareRoot),
        new("power", "<n-n:n>", 2, Power),
        new("formatNumber", "<n-so?:s>", 3, (a, _) => a[0] is null ? null : (JsonValue)NumberPicture.Format(a.Number(0), a.TextOrNull(1) ?? "", a[2] as JsonObject)),
        new("formatBase", "<n-n?:s>", 2, FormatBase),
        new("formatInteger", "<n-s:s>", 2, (a, _) => a[0] is null ? null : (JsonValue)IntegerPicture.Parse(a.TextOrNull(1) ?? "").Format(Math.Floor(a.Number(0)))),
        new("parseInteger", "<s-s:n>", 2, (a, run) => a[0] is null ? null : run.Number(IntegerPicture.Parse(a.TextOrNull(1) ?? "").Read(a.Text(0)))),
        new("boolean", "<x-:b>", 1, (a, _) => a[0] is null ? null : JsonBoolean.Of(Truth.Of(a[0]))),
        new("not", "<x-:b>", 1, (a, _) => a[0] is null ? null : JsonBoolean.Of(!Truth.Of(a[0]))),
    ];

    public static readonly Builtin[] ReferenceOnly =
    [
        new("random", "<:n>", 0, (_, run) => run.Number(run.Random.NextDouble())),
    ];

    private static double Sum(ReadOnlySpan<JsonValue> items)
    {
        var sum = 0.0;
        foreach (var item in items)
        {
            sum += ((JsonNumber)item).Value;
        }

        return sum;
    }

    private static double Extreme(ReadOnlySpan<JsonValue> items, Func<double, double, double> choose)
    {
        var best = ((JsonNumber)items[0]).Value;
        foreach (var item in items)
        {
            best = choose(best, ((JsonNumber)item).Value);
        }

        return best;
    }

    private static JsonNumber? ToNumber(JsonValue? value, Evaluation run) => value switch
    {
        null => null,
        JsonNumber n => n,
        JsonBoolean b => JsonNumber.Of(b.Value ? 1 : 0),
        JsonString { Value: var s } when Decimal().IsMatch(s) && double.Parse(s, NumberStyles.Float, CultureInfo.InvariantCulture) is var n && double.IsFinite(n) =>
            JsonNumber.Of(n),
        JsonString { Value: var s } when Prefixed().IsMatch(s) => run.Number(FromPrefixed(s)),
        _ => throw new JsonataException("D3030") { Value = value, Index = 1 },
    };

    // The test looks for a prefixed number anywhere, the conversion wants nothing else: so some texts become NaN.
    private static double FromPrefixed(string text)
    {
        var radix = text.Length < 3 || text[0] is not '0' ? 0 : char.ToLowerInvariant(text[1]) switch
        {
            'x' => 16,
            'o' => 8,
            'b' => 2,
            _ => 0,
        };
        var value = 0.0;
        foreach (var c in text.AsSpan(Math.Min(2, text.Length)))
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
            value = digit < radix ? (value * radix) + digit : double.NaN;
        }

        return radix is 0 ? double.NaN : value;
    }

    private static int Precision(double? precision) => (int)Math.Clamp(precision ?? 0, -400, 400);

    private static JsonNumber? SquareRoot(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            return null;
        }

        var number = arguments.Number(0);
        return number < 0 ? throw new JsonataException("D3060") { Value = arguments[0], Index = 1 } : run.Number(Math.Sqrt(number));
    }

    private static JsonNumber? Power(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            return null;
        }

        var power = arguments[1] is null ? double.NaN : Math.Pow(arguments.Number(0), arguments.Number(1));
        return double.IsFinite(power)
            ? run.Number(power)
            : throw new JsonataException("D3061") { Value = arguments[0], SecondValue = arguments[1], Index = 1 };
    }

    private static JsonString? FormatBase(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            return null;
        }

        var value = Numbers.Round(arguments.Number(0));
        var radix = arguments.NumberOrNull(1) is { } given ? Numbers.Round(given) : 10;
        if (radix is < 2 or > 36)
        {
            throw new JsonataException("D3100") { Value = JsonNumber.Of(radix) };
        }

        return new(double.IsFinite(value) ? InBase(value, (int)radix) : Numbers.Shortest(value));
    }

    private static string InBase(double value, int radix)
    {
        if (radix is 10)
        {
            return Numbers.Shortest(value);
        }

        var rest = BigInteger.Abs(new BigInteger(value));
        var digits = new Stack<char>();
        do
        {
            digits.Push("0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % radix)]);
            rest /= radix;
        }
        while (rest > 0);
        return (value < 0 ? "-" : "") + string.Concat(digits);
    }

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Prefixed();
}
