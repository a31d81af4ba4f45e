using System.Text;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.Intrinsics;

/// <summary>Reads an intrinsic function call.</summary>
internal sealed class IntrinsicParser
{
    private const string Prefix = "States.";
    private const int DeepestNesting = 10;
    private readonly string _text;
    private int _at;
    private int _depth;

    private IntrinsicParser(string text) => _text = text;

    public static IntrinsicCall Parse(string text)
    {
        var parser = new IntrinsicParser(text);
        parser.SkipSpace();
        var root = parser.Call();
        parser.SkipSpace();
        return parser._at == text.Length ? new(text, root) : throw parser.Fault("Unexpected text after the call");
    }

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private IntrinsicNode Call()
    {
        if (!_text.AsSpan(_at).StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw Fault("Expected a function name that starts with States.");
        }

        _at += Prefix.Length;
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Current))
        {
            _at++;
        }

        var name = _text[start.._at];
        var isFormat = name is IntrinsicFunctions.Format;
        if (!IntrinsicFunctions.All.TryGetValue(name, out var function) && !isFormat)
        {
            _at = start;
            throw Fault($"There is no function States.{name}");
        }

        if (++_depth > DeepestNesting)
        {
            throw Fault($"Calls are nested deeper than {DeepestNesting} levels");
        }

        SkipSpace();
        Take('(');
        SkipSpace();
        var rawFirst = Current is '\'' ? RawString() : null;
        var arguments = Arguments();
        _depth--;
        return isFormat
            ? new IntrinsicNode.Format(rawFirst is null ? null : FormatTemplate.Parse(rawFirst), arguments)
            : new IntrinsicNode.Call(name, function!, arguments);
    }

    private IntrinsicNode[] Arguments()
    {
        List<IntrinsicNode> arguments = [];
        if (Current is ')')
        {
            _at++;
            return [];
        }

        while (true)
        {
            arguments.Add(Argument());
            SkipSpace();
            if (Current is ')')
            {
                _at++;
                return [.. arguments];
            }

            Take(',');
            SkipSpace();
        }
    }

    private IntrinsicNode Argument() => Current switch
    {
        '\'' => new IntrinsicNode.Literal(String()),
        '$' => Path(),
        'S' => Call(),
        _ => Word(),
    };

    private JsonString String()
    {
        _at++;
        var text = new StringBuilder();
        for (; Current is not '\''; _at++)
        {
            if (_at >= _text.Length)
            {
                throw Fault("Unterminated string");
            }

            if (Current is '\\')
            {
                _at++;
                if (Current is not ('\'' or '{' or '}' or '\\'))
                {
                    throw Fault(@"Only \', \{, \} and \\ are escapes");
                }
            }

            text.Append(Current);
        }

        _at++;
        return new(text.ToString());
    }

    /// <summary>The string at this place with its escapes, without moving.</summary>
    private string RawString()
    {
        var start = _at;
        String();
        var raw = _text[(start + 1)..(_at - 1)];
        _at = start;
        return raw;
    }

    private IntrinsicNode.Path Path()
    {
        var start = _at;
        var depth = 0;
        for (; _at < _text.Length; _at++)
        {
            if (Current is '\'' or '"' && depth > 0)
            {
                SkipQuoted();
            }
            else if (Current is '[' or '(')
            {
                depth++;
            }
            else if (Current is ']' || (Current is ')' && depth > 0))
            {
                depth--;
            }
            else if (depth is 0 && Current is ',' or ')')
            {
                break;
            }
        }

        try
        {
            return new(PathExpression.Parse(_text[start.._at].TrimEnd()));
        }
        catch (JsonPathException e)
        {
            throw new IntrinsicSyntaxException(e.Message, start + e.Position);
        }
    }

    private void SkipQuoted()
    {
        var quote = Current;
        for (_at++; _at < _text.Length && Current != quote; _at++)
        {
            if (Current is '\\')
            {
                _at++;
            }
        }
    }

    // Numbers, true, false and null.
    private IntrinsicNode.Literal Word()
    {
        var start = _at;
        while (_at < _text.Length && Current is not (',' or ')' or ' ' or '\t' or '\r' or '\n'))
        {
            _at++;
        }

        try
        {
            return JsonValue.Parse(_text[start.._at]) is (JsonNumber or JsonBoolean or JsonNull) and var value
                ? new(value)
                : throw Fault("Expected a string in single quotes, a number, true, false, null, a path or a call");
        }
        catch (JsonSyntaxException)
        {
            _at = start;
            throw Fault("Expected a string in single quotes, a number, true, false, null, a path or a call");
        }
    }

    private void Take(char c)
    {
        if (Current != c)
        {
            throw Fault($"Expected '{c}'");
        }

        _at++;
    }

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private IntrinsicSyntaxException Fault(string message) => new($"{message} at position {_at}", _at);
}
