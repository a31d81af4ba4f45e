using System.Globalization;

namespace StepFlow.Language.Json;

/// <summary>
/// A JSON number. <see cref="Text"/> is what arrived on the wire (<c>1.0</c> stays <c>1.0</c>, 2^60 stays exact);
/// <see cref="Value"/> is the nearest double.
/// </summary>
public sealed class JsonNumber : JsonValue
{
    private const long LargestExactInteger = 1L << 53;
    private static readonly JsonNumber[] Small = [.. Enumerable.Range(-128, 1152).Select(n => new JsonNumber(n, text: null))];
    private string? _text;

    private JsonNumber(double value, string? text)
    {
        Value = value;
        _text = text;
    }

    public double Value { get; }

    /// <summary>The number as it arrived, or its shortest form when it was computed.</summary>
    public string Text => _text ??= Format(Value);

    public override string Kind => "number";

    /// <summary>True when the value is a whole number, however it was written (<c>3.0</c> is one).</summary>
    public bool IsInteger => Math.Floor(Value) == Value && !double.IsInfinity(Value);

    public static JsonNumber Of(int value) => Of((long)value);

    public static JsonNumber Of(long value) => value is >= -128 and < 1024
        ? Small[value + 128]
        : new(value, value is > -LargestExactInteger and < LargestExactInteger ? null : value.ToString(CultureInfo.InvariantCulture));

    public static JsonNumber Of(double value) =>
        Math.Floor(value) == value && value is >= -128 and < 1024 && !(value == 0 && double.IsNegative(value))
            ? Small[(int)value + 128]
            : new(value, text: null);

    /// <summary>A number with the text it is to keep; <paramref name="text"/> must be a JSON number.</summary>
    public static JsonNumber FromText(string text)
    {
        if (text.Length <= 15 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && !string.Equals(text, "-0", StringComparison.Ordinal))
        {
            return Of(whole);
        }

        return new(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), text);
    }

    /// <summary>The exact whole number when there is one within 64 bits (2^60 included).</summary>
    public bool TryGetInt64(out long value)
    {
        if (_text is not null && long.TryParse(_text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        value = 0;
        if (!IsInteger || Value < -9.2233720368547758e18 || Value >= 9.2233720368547758e18)
        {
            return false;
        }

        value = (long)Value;
        return true;
    }

    public override bool Equals(JsonValue? other)
    {
        if (other is not JsonNumber number)
        {
            return false;
        }

        // Beyond 2^53 doubles merge neighbours, so whole numbers compare exactly where both have their digits.
        return Value == number.Value
            && (Math.Abs(Value) < LargestExactInteger || !TryGetInt64(out var a) || !number.TryGetInt64(out var b) || a == b);
    }

    public override int GetHashCode() => Value.GetHashCode();

    private protected override int MeasureUtf8() => Text.Length;

    // As ECMAScript and Java write them for values up to 1e15; exponents get JSON's own form.
    private static string Format(double value)
    {
        if (Math.Floor(value) == value && Math.Abs(value) < 1e21)
        {
            return value == 0 ? "0" : Math.Abs(value) < 1e15
                ? ((long)value).ToString(CultureInfo.InvariantCulture)
                : value.ToString("F0", CultureInfo.InvariantCulture);
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? EcmaExponent(text, value) : text;
    }

    private static string EcmaExponent(string text, double value)
    {
        // .NET goes to exponents below 1e-4, ECMAScript below 1e-6.
        if (Math.Abs(value) is >= 1e-6 and < 1)
        {
            return ((decimal)value).ToString(CultureInfo.InvariantCulture) is var plain && double.Parse(plain, CultureInfo.InvariantCulture) == value
                ? plain
                : value.ToString("0.############################", CultureInfo.InvariantCulture);
        }

        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return $"{text.AsSpan(0, mark)}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
    }
}
