using System.Globalization;
using System.Text;
using StepFlow.Language.Json;

namespace StepFlow.Language.Intrinsics;

/// <summary>Values as Java's toString writes them: that is what AWS puts into texts and compares.</summary>
internal static class JavaText
{
    public static string Of(JsonValue value)
    {
        if (value is JsonString s)
        {
            return s.Value;
        }

        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonValue value)
    {
        switch (value)
        {
            case JsonObject o:
                text.Append('{').AppendSeparated(o.Members, static (t, m) =>
                {
                    t.Append(m.Key).Append('=');
                    Write(t, m.Value);
                }).Append('}');
                break;
            case JsonArray array:
                text.Append('[').AppendSeparated(array.Items, Write).Append(']');
                break;
            case JsonString s:
                text.Append(s.Value);
                break;
            case JsonNumber n:
                text.Append(Number(n));
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static StringBuilder AppendSeparated<T>(this StringBuilder text, ReadOnlySpan<T> items, Action<StringBuilder, T> write)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }

            write(text, items[i]);
        }

        return text;
    }

    // Double.toString: plain between 10^-3 and 10^7, else 1.0E10; always with a fraction.
    private static string Number(JsonNumber number)
    {
        if (!number.Text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return number.Text;
        }

        var value = number.Value;
        if (value is 0 || Math.Abs(value) is >= 1e-3 and < 1e7)
        {
            var plain = value.ToString("0.0################", CultureInfo.InvariantCulture);
            return double.Parse(plain, CultureInfo.InvariantCulture) == value ? plain : value.ToString("R", CultureInfo.InvariantCulture);
        }

        var shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 1; digits < 17; digits++)
        {
            var candidate = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(candidate, CultureInfo.InvariantCulture) == value)
            {
                shortest = candidate;
                break;
            }
        }

        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        return $"{shortest.AsSpan(0, mark)}E{int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}";
    }
}
