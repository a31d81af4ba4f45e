using System.Text;

namespace StepFlow.Language.JsonPath;

/// <summary>JSON literals in filters may use single quotes: rewrites those strings with double quotes.</summary>
internal static class LenientQuotes
{
    public static string ToJson(string text)
    {
        var json = new StringBuilder(text.Length);
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\\' && quote is not '\0' && i + 1 < text.Length)
            {
                var escaped = text[++i];
                _ = escaped is '\'' ? json.Append('\'') : json.Append(c).Append(escaped);
            }
            else if (c is '"' or '\'' && (quote is '\0' || quote == c))
            {
                quote = quote is '\0' ? c : '\0';
                json.Append('"');
            }
            else
            {
                _ = c is '"' ? json.Append("\\\"") : json.Append(c);
            }
        }

        return json.ToString();
    }
}
