using System.Globalization;

namespace StepFlow.Language.Java;

/// <summary>Says what is wrong with a text that is not JSON, in the words of Jackson, which AWS reads JSON with.</summary>
public ref struct JsonProblem
{
    private const int DeepestNesting = 1000;
    private const string Values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;
    private string? _problem;
    private int _problemAt;

    private JsonProblem(ReadOnlySpan<char> text) => _text = text;

    /// <summary>What is wrong first, and the offset behind the character or word that is; null where nothing is.</summary>
    public static (string Text, int Offset)? Find(ReadOnlySpan<char> text)
    {
        var reader = new JsonProblem(text);
        reader.Value();
        reader.SkipSpace();
        if (reader._problem is null && reader._at < text.Length)
        {
            reader.Misplaced();
        }

        return reader._problem is { } problem ? (problem, reader._problemAt) : null;
    }

    private bool Value()
    {
        SkipSpace();
        return Peek() switch
        {
            '{' or '[' when _depth >= DeepestNesting =>
                Fail($"Document nesting depth ({_depth + 1}) exceeds the maximum allowed ({DeepestNesting}, from `StreamReadConstraints.getMaxNestingDepth()`)"),
            '{' => Nested(Object()),
            '[' => Nested(Array()),
            '"' => String(),
            '-' or (>= '0' and <= '9') => Number(),
            null => Fail("Unexpected end-of-input"),
            _ => Word(),
        };
    }

    // Reached on the way out of an object or array.
    private bool Nested(bool wasRead)
    {
        _depth--;
        return wasRead;
    }

    private bool Object()
    {
        _at++;
        _depth++;
        SkipSpace();
        if (Peek() is '}')
        {
            _at++;
            return true;
        }

        while (true)
        {
            SkipSpace();
            if (Peek() is not '"')
            {
                return Unexpected("was expecting double-quote to start field name", "Object");
            }

            if (!String())
            {
                return false;
            }

            SkipSpace();
            if (Peek() is not ':')
            {
                return Unexpected("was expecting a colon to separate field name and value", "Object");
            }

            _at++;
            if (!Value())
            {
                return false;
            }

            SkipSpace();
            switch (Peek())
            {
                case ',':
                    _at++;
                    break;
                case '}':
                    _at++;
                    return true;
                default:
                    return Unexpected("was expecting comma to separate Object entries", "Object");
            }
        }
    }

    private bool Array()
    {
        _at++;
        _depth++;
        SkipSpace();
        if (Peek() is ']')
        {
            _at++;
            return true;
        }

        while (true)
        {
            if (!Value())
            {
                return false;
            }

            SkipSpace();
            switch (Peek())
            {
                case ',':
                    _at++;
                    break;
                case ']':
                    _at++;
                    return true;
                default:
                    return Unexpected("was expecting comma to separate Array entries", "Array");
            }
        }
    }

    private bool String()
    {
        for (_at++; Peek() is { } c; _at++)
        {
            switch (c)
            {
                case '"':
                    _at++;
                    return true;
                case < ' ':
                    return Fail($"Illegal unquoted character ((CTRL-CHAR, code {(int)c})): has to be escaped using backslash to be included in string value");
                case '\\' when !Escape():
                    return false;
            }
        }

        return Fail("Unexpected end-of-input in a String value");
    }

    private bool Escape()
    {
        _at++;
        switch (Peek())
        {
            case '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't':
                return true;
            case 'u':
                for (var i = 0; i < 4; i++)
                {
                    _at++;
                    if (Peek() is not { } digit)
                    {
                        return Fail("Unexpected end-of-input in character escape sequence");
                    }

                    if (!char.IsAsciiHexDigit(digit))
                    {
                        return Fail($"Unexpected character ({Show(digit)}): expected a hex-digit for character escape sequence");
                    }
                }

                return true;
            case { } other:
                return Fail($"Unrecognized character escape {Show(other)}");
            case null:
                return Fail("Unexpected end-of-input in character escape sequence");
        }
    }

    private bool Number()
    {
        if (Peek() is '-')
        {
            _at++;
            if (Peek() is not (>= '0' and <= '9'))
            {
                return Peek() is { } c
                    ? Fail($"Unexpected character ({Show(c)}) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value")
                    : Fail("Unexpected end-of-input in numeric value");
            }
        }

        if (Peek() is '0' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]))
        {
            return Fail("Invalid numeric value: Leading zeroes not allowed");
        }

        Digits();
        if (Peek() is '.')
        {
            _at++;
            if (!Digits())
            {
                return MissingDigit("Decimal point not followed by a digit");
            }
        }

        if (Peek() is 'e' or 'E')
        {
            _at++;
            if (Peek() is '+' or '-')
            {
                _at++;
            }

            if (!Digits())
            {
                return MissingDigit("Exponent indicator not followed by a digit");
            }
        }

        return true;
    }

    private bool Digits()
    {
        var start = _at;
        while (Peek() is >= '0' and <= '9')
        {
            _at++;
        }

        return _at > start;
    }

    private bool MissingDigit(string problem) => Peek() is { } c
        ? Fail($"Unexpected character ({Show(c)}) in numeric value: {problem}")
        : Fail("Unexpected end-of-input in numeric value");

    private bool Word()
    {
        var start = _at;
        while (Peek() is { } c && (char.IsLetterOrDigit(c) || c is '_' or '$'))
        {
            _at++;
        }

        var word = _text[start.._at];
        if (word is "true" or "false" or "null")
        {
            return true;
        }

        return word.IsEmpty || !(char.IsLetter(word[0]) || word[0] is '_' or '$')
            ? Fail($"Unexpected character ({Show(_text[start])}): expected a valid value {Values}")
            : Fail($"Unrecognized token '{word}': was expecting {Values}", _at);
    }

    // Behind the value: what a second value would be told.
    private void Misplaced()
    {
        if (Value())
        {
            Fail("Unexpected content after the value");
        }
    }

    private bool Unexpected(string expected, string container) => Peek() is { } c
        ? Fail($"Unexpected character ({Show(c)}): {expected}")
        : Fail($"Unexpected end-of-input: expected close marker for {container}");

    private bool Fail(string problem) => Fail(problem, Math.Min(_at + 1, _text.Length));

    private bool Fail(string problem, int offset)
    {
        (_problem, _problemAt) = (problem, offset);
        return false;
    }

    private readonly char? Peek() => _at < _text.Length ? _text[_at] : null;

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\n' or '\r' or '\t')
        {
            _at++;
        }
    }

    private static string Show(char c) => c < ' '
        ? $"(CTRL-CHAR, code {(int)c})"
        : $"'{c}' (code {((int)c).ToString(CultureInfo.InvariantCulture)}{(c > 255 ? $" / 0x{(int)c:x}" : "")})";
}
