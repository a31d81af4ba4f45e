namespace StepFlow.ConsoleUI.Shared;

/// <summary>A stretch of JSON text with what it is: <c>key</c>, <c>string</c>, <c>number</c>, <c>word</c>; null for punctuation and space.</summary>
internal readonly record struct JsonToken(string Text, string? Kind);

/// <summary>Cuts JSON text into stretches to colour. Text that is no JSON comes back whole, in some cut.</summary>
internal static class JsonTokens
{
    public static IEnumerable<JsonToken> Of(string text)
    {
        var plainFrom = 0;
        var at = 0;
        while (at < text.Length)
        {
            var end = EndOfToken(text, at);
            if (end == at)
            {
                at++;
                continue;
            }

            if (at > plainFrom)
            {
                yield return new(text[plainFrom..at], null);
            }

            yield return new(text[at..end], KindOf(text, at, end));
            plainFrom = at = end;
        }

        if (plainFrom < text.Length)
        {
            yield return new(text[plainFrom..], null);
        }
    }

    private static int EndOfToken(string text, int at)
    {
        if (text[at] is '"')
        {
            return EndOfString(text, at);
        }

        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '+' or '.'))
        {
            end++;
        }

        return end;
    }

    private static int EndOfString(string text, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] is '\\')
            {
                i++;
            }
            else if (text[i] is '"')
            {
                return i + 1;
            }
        }

        return text.Length;
    }

    private static string KindOf(string text, int at, int end) => text[at] switch
    {
        '"' => IsKey(text, end) ? "key" : "string",
        '-' or (>= '0' and <= '9') => "number",
        _ => "word",
    };

    private static bool IsKey(string text, int end)
    {
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end < text.Length && text[end] is ':';
    }
}
