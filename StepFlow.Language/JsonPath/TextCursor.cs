namespace StepFlow.Language.JsonPath;

/// <summary>A position in the text of a path, with what the path and filter grammars look for.</summary>
internal sealed class TextCursor(string text, int start, int end, int depth = 0)
{
    // No path of anybody is nested deeper than a few levels; reading and evaluating one recurse.
    private const int DeepestNesting = 100;

    /// <summary>Filters, parentheses and function calls around this place.</summary>
    public int Depth { get; private set; } = depth;

    public string Text { get; } = text;

    public int At { get; set; } = start;

    public int End { get; } = end;

    public bool AtEnd => At >= End;

    public char Current => At < End ? Text[At] : '\0';

    public char Peek(int ahead) => At + ahead < End ? Text[At + ahead] : '\0';

    public void SkipBlanks()
    {
        while (Current is ' ')
        {
            At++;
        }
    }

    public bool TryTake(char c)
    {
        if (AtEnd || Text[At] != c)
        {
            return false;
        }

        At++;
        return true;
    }

    public string Slice(int from) => Text[from..At];

    /// <summary>Offset of the bracket that closes the one at <paramref name="open"/>, minding string literals; -1 if none.</summary>
    public int Closing(int open)
    {
        var (opens, closes) = (Text[open], Text[open] switch { '(' => ')', '[' => ']', _ => '}' });
        var within = 0;
        for (var i = open; i < End; i++)
        {
            var c = Text[i];
            if (c is '\'' or '"')
            {
                i = EndOfString(i);
                if (i < 0)
                {
                    return -1;
                }
            }
            else if (c == opens)
            {
                within++;
            }
            else if (c == closes && --within is 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Offset of the quote that ends the string starting at <paramref name="quote"/>; -1 if none.</summary>
    public int EndOfString(int quote)
    {
        for (var i = quote + 1; i < End; i++)
        {
            if (Text[i] is '\\')
            {
                i++;
            }
            else if (Text[i] == Text[quote])
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Goes into something nested; <see cref="Leave"/> follows.</summary>
    public void Enter()
    {
        if (++Depth > DeepestNesting)
        {
            throw Fault($"Nested deeper than {DeepestNesting} levels");
        }
    }

    public void Leave() => Depth--;

    public JsonPathException Fault(string message) => new(message, At);
}
