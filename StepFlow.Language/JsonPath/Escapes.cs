using System.Globalization;
using System.Text;

namespace StepFlow.Language.JsonPath;

/// <summary>Backslash escapes in quoted names and literals of a path.</summary>
internal static class Escapes
{
    public static string Resolve(string text, char quote)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not '\\' || i + 1 == text.Length)
            {
                plain.Append(text[i]);
                continue;
            }

            var c = text[++i];
            if (c is 'u' && i + 4 < text.Length
                && int.TryParse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                plain.Append((char)code);
                i += 4;
                continue;
            }

            // AWS was seen to keep the backslash before the quote that does not end the name: $['a\"b'] is the field a\"b.
            _ = c is '\'' or '"' && c != quote ? plain.Append('\\').Append(c) : plain.Append(c switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                _ => c,
            });
        }

        return plain.ToString();
    }
}
