namespace StepFlow.Language.States;

/// <summary>The pattern of StringMatches: <c>*</c> stands for any run of characters, <c>\*</c> and <c>\\</c> for themselves.</summary>
public static class StringPattern
{
    public static bool Matches(string text, string pattern)
    {
        List<string> pieces = [];
        var piece = new System.Text.StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '\\')
            {
                piece.Append(pattern[++i]);
            }
            else if (pattern[i] is '*')
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            else
            {
                piece.Append(pattern[i]);
            }
        }

        pieces.Add(piece.ToString());
        return pieces.Count is 1 ? string.Equals(text, pieces[0], StringComparison.Ordinal) : MatchPieces(text, pieces);
    }

    // Between stars the leftmost fit is always enough; only the last piece must stand at the end.
    private static bool MatchPieces(string text, List<string> pieces)
    {
        if (!text.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = pieces[0].Length;
        for (var i = 1; i < pieces.Count - 1; i++)
        {
            var found = text.IndexOf(pieces[i], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + pieces[i].Length;
        }

        return text.Length - at >= pieces[^1].Length && text.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}
