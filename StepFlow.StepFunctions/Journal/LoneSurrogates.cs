using System.Text;

namespace StepFlow.StepFunctions.Journal;

/// <summary>
/// Texts may hold halves of surrogate pairs, which UTF-8 cannot carry. Within JSON text they are written as escapes, so that they
/// come back as they were.
/// </summary>
internal static class LoneSurrogates
{
    public static bool AreIn(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        return at >= 0 && FindFrom(text, at) >= 0;
    }

    /// <summary>The same JSON text with its lone surrogates escaped.</summary>
    public static string Escape(string json)
    {
        var at = json.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (at < 0 || (at = FindFrom(json, at)) < 0)
        {
            return json;
        }

        var text = new StringBuilder(json.Length + 16);
        var start = 0;
        for (; at >= 0; at = FindFrom(json, start))
        {
            text.Append(json, start, at - start).Append("\\u").Append(((int)json[at]).ToString("x4"));
            start = at + 1;
        }

        return text.Append(json, start, json.Length - start).ToString();
    }

    private static int FindFrom(ReadOnlySpan<char> text, int at)
    {
        for (; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return at;
            }
        }

        return -1;
    }
}
