using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>Reads the text of a path. The grammar, and what it refuses, is that of Jayway's library.</summary>
internal sealed partial class PathParser
{
    private static readonly SearchValues<char> ArrayStep = SearchValues.Create("0123456789,-: ");
    private readonly TextCursor _cursor;
    private readonly List<PathToken> _tokens = [];

    private PathParser(TextCursor cursor) => _cursor = cursor;

    /// <param name="text">The path.</param>
    /// <param name="depth">What it is nested in.</param>
    public static JsonPathQuery Parse(string text, int depth = 0)
    {
        var path = text.Trim(' ');
        if (path.Length is 0)
        {
            throw new JsonPathException("A path can not be empty", 0);
        }

        if (path[0] is not ('$' or '@'))
        {
            path = "$." + path;
        }

        if (path[^1] is '.')
        {
            throw new JsonPathException("Path must not end with a '.' or '..'", path.Length - 1);
        }

        var parser = new PathParser(new TextCursor(path, 1, path.Length, depth));
        parser.ReadSteps();
        return new JsonPathQuery(text, path[0] is '$', parser._tokens);
    }

    private void ReadSteps()
    {
        if (!_cursor.AtEnd && _cursor.Current is not ('.' or '['))
        {
            throw _cursor.Fault($"Illegal character at position {_cursor.At} expected '.' or '['");
        }

        while (!_cursor.AtEnd)
        {
            ReadStep();
        }
    }

    private void ReadStep()
    {
        switch (_cursor.Current)
        {
            case '.':
                ReadDots();
                break;
            case '[':
                ReadBracket();
                break;
            case '*':
                _cursor.At++;
                _tokens.Add(new WildcardToken());
                break;
            default:
                ReadName();
                break;
        }
    }

    private void ReadDots()
    {
        _cursor.At++;
        if (_cursor.TryTake('.'))
        {
            _tokens.Add(new ScanToken());
        }

        if (_cursor.Current is '.')
        {
            throw _cursor.Fault($"Character '.' on position {_cursor.At} is not valid.");
        }

        if (_cursor.AtEnd)
        {
            throw _cursor.Fault("Path must not end with a '.'");
        }

        ReadStep();
    }

    private void ReadName()
    {
        var start = _cursor.At;
        if (_cursor.Current is ' ')
        {
            throw _cursor.Fault($"Use bracket notion ['my prop'] if your property contains blank characters. position: {start}");
        }

        while (!_cursor.AtEnd && _cursor.Current is not ('.' or '[' or '('))
        {
            _cursor.At++;
        }

        var name = _cursor.Slice(start);
        if (name.Length is 0)
        {
            throw _cursor.Fault($"Could not parse token starting at position {start}");
        }

        if (_cursor.Current is '(')
        {
            ReadFunction(name);
        }
        else
        {
            _tokens.Add(new PropertyToken([name]));
        }
    }

    private void ReadFunction(string name)
    {
        var close = _cursor.Closing(_cursor.At);
        if (close < 0)
        {
            throw _cursor.Fault($"Arguments to function: '{name}' are not closed properly.");
        }

        if (!PathFunctions.All.TryGetValue(name, out var function))
        {
            throw _cursor.Fault($"Function with name: {name} does not exist.");
        }

        _cursor.Enter();
        FunctionArgument[] arguments = [.. SplitArguments(_cursor.Text[(_cursor.At + 1)..close]).Select(ReadArgument)];
        _cursor.Leave();
        _cursor.At = close + 1;
        _tokens.Add(new FunctionToken(name, function, arguments));
    }

    private FunctionArgument ReadArgument(string text)
    {
        if (text is ['$' or '@', ..])
        {
            return new(null, Parse(text, _cursor.Depth));
        }

        try
        {
            return new(JsonValue.Parse(text), null);
        }
        catch (JsonSyntaxException e)
        {
            throw new JsonPathException($"Invalid function argument {text}: {e.Problem}", _cursor.At);
        }
    }

    private static IEnumerable<string> SplitArguments(string list)
    {
        var cursor = new TextCursor(list, 0, list.Length);
        var start = 0;
        for (; !cursor.AtEnd; cursor.At++)
        {
            if (cursor.Current is '(' or '[' or '{')
            {
                cursor.At = Math.Max(cursor.At, cursor.Closing(cursor.At));
            }
            else if (cursor.Current is '"' or '\'')
            {
                cursor.At = Math.Max(cursor.At, cursor.EndOfString(cursor.At));
            }
            else if (cursor.Current is ',')
            {
                yield return list[start..cursor.At].Trim();
                start = cursor.At + 1;
            }
        }

        if (list.Trim().Length > 0)
        {
            yield return list[start..].Trim();
        }
    }

    private void ReadBracket()
    {
        var open = _cursor.At++;
        _cursor.SkipBlanks();
        switch (_cursor.Current)
        {
            case '\'' or '"':
                ReadQuotedNames();
                break;
            case '*':
                _cursor.At++;
                Close();
                _tokens.Add(new WildcardToken());
                break;
            case '?':
                ReadFilter(open);
                break;
            case '(':
                ReadFromEnd(open);
                break;
            default:
                ReadArrayStep(open);
                break;
        }
    }

    private void ReadQuotedNames()
    {
        List<string> names = [];
        var quote = _cursor.Current;
        do
        {
            _cursor.SkipBlanks();
            var end = _cursor.Current == quote ? _cursor.EndOfString(_cursor.At) : -1;
            if (end < 0)
            {
                throw _cursor.Fault($"Property has not been closed - missing closing {quote}");
            }

            names.Add(Escapes.Resolve(_cursor.Text[(_cursor.At + 1)..end], quote));
            _cursor.At = end + 1;
            _cursor.SkipBlanks();
        }
        while (_cursor.TryTake(','));

        Close();
        _tokens.Add(new PropertyToken([.. names]));
    }

    private void ReadFilter(int open)
    {
        _cursor.At++;
        _cursor.SkipBlanks();
        var close = _cursor.Current is '(' ? _cursor.Closing(_cursor.At) : -1;
        if (close < 0)
        {
            throw Unexpected(open);
        }

        var condition = FilterParser.Parse(_cursor.Text, _cursor.At + 1, close, _cursor.Depth);
        _cursor.At = close + 1;
        Close();
        _tokens.Add(new FilterToken(condition));
    }

    // [(@.length-2)], the second last item: older versions of the library know this one computation.
    private void ReadFromEnd(int open)
    {
        var close = _cursor.Closing(_cursor.At);
        var match = close < 0 ? Match.Empty : LengthMinus().Match(_cursor.Text, _cursor.At, close + 1 - _cursor.At);
        if (!match.Success || !int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var back) || back is 0)
        {
            throw Unexpected(open);
        }

        _cursor.At = close + 1;
        Close();
        _tokens.Add(new IndexToken([-back]));
    }

    [GeneratedRegex(@"\(\s*@\.length(\(\))?\s*-\s*(?<n>\d+)\s*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LengthMinus();

    private void ReadArrayStep(int open)
    {
        var close = _cursor.Text.IndexOf(']', _cursor.At);
        var expression = close < 0 ? "" : _cursor.Text[_cursor.At..close].Trim();
        if (expression.Length is 0 || expression.AsSpan().ContainsAnyExcept(ArrayStep))
        {
            throw Unexpected(open);
        }

        _tokens.Add(expression.Contains(':', StringComparison.Ordinal) ? Slice(expression) : Indices(expression));
        _cursor.At = close + 1;
    }

    private SliceToken Slice(string expression)
    {
        var parts = expression.Split(':');
        var from = Bound(parts, 0, expression);
        var to = Bound(parts, 1, expression);
        return from is null && to is null ? throw _cursor.Fault($"Failed to parse SliceOperation: {expression}") : new(from, to);
    }

    private int? Bound(string[] parts, int at, string expression) =>
        parts[at].Length is 0 ? null
        : int.TryParse(parts[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bound) ? bound
        : throw _cursor.Fault($"Failed to parse SliceOperation: {expression}");

    private IndexToken Indices(string expression) => new([.. expression.Split(',').Select(part =>
        int.TryParse(part.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index)
            ? index
            : throw _cursor.Fault($"Failed to parse ArrayIndexOperation: {expression}"))]);

    private void Close()
    {
        _cursor.SkipBlanks();
        if (!_cursor.TryTake(']'))
        {
            throw _cursor.Fault($"Expected ']' at position {_cursor.At}");
        }
    }

    private JsonPathException Unexpected(int open) =>
        new($"Could not parse token starting at position {open}. Expected ?, ', 0-9, * ", open);
}
