namespace StepFlow.Language.Jsonata;

/// <summary>Text as a row of characters: a surrogate pair is one, half of one counts as well.</summary>
internal static class Characters
{
    public static int Count(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>As Array.prototype.slice: positions are cut to whole numbers, negative ones count from the end.</summary>
    public static string Slice(string text, int count, double from, double to)
    {
        var first = Place(from, count);
        var last = Place(to, count);
        if (first >= last)
        {
            return "";
        }

        return count == text.Length ? text[first..last] : text[Offset(text, first)..Offset(text, last)];
    }

    private static int Place(double position, int count)
    {
        position = Math.Truncate(position);
        return (int)Math.Clamp(position < 0 ? count + position : position, 0, count);
    }

    private static int Offset(string text, int characters)
    {
        var at = 0;
        for (; characters > 0 && at < text.Length; characters--)
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        }

        return at;
    }
}
