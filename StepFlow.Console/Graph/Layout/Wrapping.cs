namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>Text broken into lines of a bounded width.</summary>
internal static class Wrapping
{
    private const string Ellipsis = "…";

    /// <summary>
    /// Breaks at spaces where it can, else after dashes, underscores and slashes, before dots and the capitals of a compound word; only a longer run than
    /// <paramref name="width"/> is broken elsewhere. What does not fit into <paramref name="lines"/> ends in an ellipsis.
    /// </summary>
    public static string[] Wrap(string text, double width, int lines, double size, bool bold = false)
    {
        var result = new List<string>();
        var rest = text.Trim();
        while (rest.Length > 0)
        {
            if (Fits(rest))
            {
                result.Add(rest);
                break;
            }

            if (result.Count == lines - 1)
            {
                result.Add(Shortened(rest));
                break;
            }

            var cut = BreakOf(rest);
            result.Add(rest[..cut].TrimEnd());
            rest = rest[cut..].TrimStart();
        }

        return [.. result];

        bool Fits(string line) => TextMeasure.Width(line, size, bold) <= width;

        string Shortened(string line)
        {
            var length = line.Length;
            while (length > 1 && !Fits(line[..length].TrimEnd() + Ellipsis))
            {
                length--;
            }

            return line[..length].TrimEnd() + Ellipsis;
        }

        int BreakOf(string line)
        {
            var (space, other, longest) = (0, 0, 1);
            for (var i = 1; i < line.Length && Fits(line[..i].TrimEnd()); i++)
            {
                longest = i;
                space = line[i - 1] is ' ' || line[i] is ' ' ? i : space;
                other = IsWordEnd(line, i) ? i : other;
            }

            // A break that leaves most of the line empty is worse than a word cut in two.
            return space > longest / 2 ? space
                : Math.Max(space, other) > longest / 3 ? Math.Max(space, other)
                : longest > 1 && char.IsHighSurrogate(line[longest - 1]) ? longest - 1
                : longest;
        }
    }

    private static bool IsWordEnd(string line, int at) =>
        line[at - 1] is '-' or '_' or '/' or ':' || line[at] is '.' || (char.IsLower(line[at - 1]) && char.IsUpper(line[at]));
}
