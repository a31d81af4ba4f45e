using System.Globalization;
using System.Text.RegularExpressions;
using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>Reads what stands between <c>[?(</c> and <c>)]</c>.</summary>
internal sealed class FilterParser
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(5);
    private readonly TextCursor _cursor;

    private FilterParser(TextCursor cursor) => _cursor = cursor;

    public static FilterCondition Parse(string text, int start, int end, int depth)
    {
        var parser = new FilterParser(new TextCursor(text, start, end, depth));
        var condition = parser.Or();
        parser._cursor.SkipBlanks();
        return parser._cursor.AtEnd
            ? condition
            : throw parser._cursor.Fault($"Expected end of filter expression instead of: {text[parser._cursor.At..end]}");
    }

    private FilterCondition Or()
    {
        List<FilterCondition> any = [And()];
        while (TakeWord("||"))
        {
            any.Add(And());
        }

        return any.Count is 1 ? any[0] : new FilterCondition.Or(any);
    }

    private FilterCondition And()
    {
        List<FilterCondition> all = [Operand()];
        while (TakeWord("&&"))
        {
            all.Add(Operand());
        }

        return all.Count is 1 ? all[0] : new FilterCondition.And(all);
    }

    private FilterCondition Operand()
    {
        _cursor.Enter();
        var operand = NestedOperand();
        _cursor.Leave();
        return operand;
    }

    private FilterCondition NestedOperand()
    {
        _cursor.SkipBlanks();
        var start = _cursor.At;
        if (_cursor.TryTake('!'))
        {
            _cursor.SkipBlanks();
            if (_cursor.Current is not ('$' or '@'))
            {
                return new FilterCondition.Not(Operand());
            }

            _cursor.At = start;
        }

        if (!_cursor.TryTake('('))
        {
            return Comparison();
        }

        var inner = Or();
        _cursor.SkipBlanks();
        return _cursor.TryTake(')') ? inner : throw _cursor.Fault("Expected character: )");
    }

    private FilterCondition Comparison()
    {
        var left = Value();
        var afterLeft = _cursor.At;
        if (ReadOperator() is { } compare)
        {
            return new FilterCondition.Compare(left, compare, Value());
        }

        _cursor.At = afterLeft;
        return left.Path is { } path
            ? new FilterCondition.Exists(path, left.ShouldExist)
            : throw _cursor.Fault("Expected path node");
    }

    private FilterOperator? ReadOperator()
    {
        _cursor.SkipBlanks();
        var start = _cursor.At;
        if (IsRelational(_cursor.Current))
        {
            while (!_cursor.AtEnd && IsRelational(_cursor.Current))
            {
                _cursor.At++;
            }
        }
        else
        {
            while (!_cursor.AtEnd && _cursor.Current is not ' ')
            {
                _cursor.At++;
            }
        }

        var word = _cursor.Slice(start);
        return FilterOperators.All.TryGetValue(word, out var found) ? found
            : word.Length > 0 && IsRelational(word[0]) ? throw new JsonPathException($"Filter operator {word} is not supported!", start)
            : null;
    }

    private FilterOperand Value()
    {
        _cursor.SkipBlanks();
        var negated = _cursor.TryTake('!');
        _cursor.SkipBlanks();
        return _cursor.Current is '$' or '@' ? Path(!negated)
            : negated ? throw _cursor.Fault("Unexpected character: !")
            : new(Literal(), null);
    }

    private FilterOperand Path(bool shouldExist)
    {
        var start = _cursor.At++;
        var functionDepth = 0;
        for (; !_cursor.AtEnd; _cursor.At++)
        {
            if (_cursor.Current is '[')
            {
                var close = _cursor.Closing(_cursor.At);
                if (close < 0)
                {
                    throw _cursor.Fault("Square brackets does not match in filter");
                }

                _cursor.At = close;
                continue;
            }

            if (_cursor.Current is '(')
            {
                functionDepth++;
            }
            else if ((_cursor.Current is ')' && functionDepth-- is 0) || _cursor.Current is ' ' || IsRelational(_cursor.Current))
            {
                break;
            }
        }

        return new(null, PathParser.Parse(_cursor.Slice(start), _cursor.Depth), shouldExist);
    }

    private FilterValue Literal() => _cursor.Current switch
    {
        '\'' or '"' => new(String()),
        '[' or '{' => new(Json()),
        '/' => Pattern(),
        _ => new(Bare()),
    };

    private JsonString String()
    {
        var start = _cursor.At;
        var end = _cursor.EndOfString(start);
        if (end < 0)
        {
            throw _cursor.Fault("String literal does not have matching quotes.");
        }

        _cursor.At = end + 1;
        return new(Escapes.Resolve(_cursor.Text[(start + 1)..end], _cursor.Text[start]));
    }

    private JsonValue Json()
    {
        var start = _cursor.At;
        var close = _cursor.Closing(start);
        if (close < 0)
        {
            throw _cursor.Fault("String not closed.");
        }

        _cursor.At = close + 1;
        try
        {
            return JsonValue.Parse(LenientQuotes.ToJson(_cursor.Slice(start)));
        }
        catch (JsonSyntaxException e)
        {
            throw new JsonPathException($"Invalid JSON in filter: {e.Problem}", start);
        }
    }

    private FilterValue Pattern()
    {
        var start = ++_cursor.At;
        while (!_cursor.AtEnd && _cursor.Current is not '/')
        {
            _cursor.At += _cursor.Current is '\\' ? 2 : 1;
        }

        if (_cursor.AtEnd)
        {
            throw _cursor.Fault("Pattern not closed. Expected / in filter");
        }

        var pattern = _cursor.Slice(start);
        _cursor.At++;
        var options = RegexOptions.CultureInvariant;
        for (; !_cursor.AtEnd && char.IsAsciiLetter(_cursor.Current); _cursor.At++)
        {
            options |= _cursor.Current switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => RegexOptions.None,
            };
        }

        try
        {
            return new(null, new Regex($@"\A(?:{pattern})\z", options, MatchTimeout));
        }
        catch (ArgumentException e)
        {
            throw new JsonPathException($"Invalid pattern in filter: {e.Message}", start);
        }
    }

    // Numbers, true, false, null; and words without quotes, which old versions of the library (and so AWS) take as strings.
    private JsonValue Bare()
    {
        var start = _cursor.At;
        while (!_cursor.AtEnd && _cursor.Current is not (' ' or '(' or ')' or '&' or '|' or ',' or ']' or '\'' or '"') && !IsRelational(_cursor.Current))
        {
            _cursor.At++;
        }

        var word = _cursor.Slice(start);
        return word switch
        {
            "" => throw _cursor.Fault("Expected number literal"),
            "true" => JsonValue.True,
            "false" => JsonValue.False,
            "null" => JsonValue.Null,
            _ when word[0] is '-' or (>= '0' and <= '9') or '.' => Number(word, start),
            _ => new JsonString(word),
        };
    }

    private static JsonValue Number(string word, int start)
    {
        try
        {
            return JsonValue.Parse(word);
        }
        catch (JsonSyntaxException)
        {
            return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? JsonNumber.Of(number)
                : throw new JsonPathException($"Not a number in filter: {word}", start);
        }
    }

    private bool TakeWord(string word)
    {
        var start = _cursor.At;
        _cursor.SkipBlanks();
        if (_cursor.Current == word[0] && _cursor.Peek(1) == word[1])
        {
            _cursor.At += 2;
            return true;
        }

        _cursor.At = start;
        return false;
    }

    private static bool IsRelational(char c) => c is '<' or '>' or '=' or '~' or '!';
}
