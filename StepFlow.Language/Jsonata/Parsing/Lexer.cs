using System.Buffers;
using System.Globalization;
using System.Text;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Turns the text of an expression into tokens, on demand: only the parser knows whether a <c>/</c> divides or opens a regular expression.</summary>
internal ref struct Lexer(string source)
{
    private const string Spaces = " \t\n\r\v";
    private static readonly SearchValues<char> SingleOperators = SearchValues.Create(".[]{}(),@#;:?+-*/%|=<>^&!~");
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(Spaces + ".[]{}(),@#;:?+-*/%|=<>^&!~");
    private readonly string _source = source;
    private int _at;

    /// <param name="afterOperand">True where an operator is expected, so that <c>/</c> is a division.</param>
    public Token Next(bool afterOperand)
    {
        SkipSpaceAndComments();
        if (_at >= _source.Length)
        {
            return new(TokenKind.End, "(end)", _source.Length);
        }

        var c = _source[_at];
        if (c is '/' && !afterOperand)
        {
            _at++;
            return Regex();
        }

        if (DoubleOperator(c) is { } two)
        {
            _at += 2;
            return new(TokenKind.Operator, two, _at);
        }

        if (SingleOperators.Contains(c))
        {
            _at++;
            return new(TokenKind.Operator, Symbols.Single(c), _at);
        }

        return c switch
        {
            '"' or '\'' => Text(c),
            >= '0' and <= '9' => Number(),
            '`' => QuotedName(),
            _ => NameOrVariable(),
        };
    }

    private readonly char Peek(int ahead = 0) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';

    private void SkipSpaceAndComments()
    {
        while (_at < _source.Length)
        {
            if (Spaces.Contains(_source[_at], StringComparison.Ordinal))
            {
                _at++;
            }
            else if (_source[_at] is '/' && Peek(1) is '*')
            {
                var end = _source.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                _at = end < 0 ? throw new JsonataException("S0106", _at) : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private readonly string? DoubleOperator(char c) => (c, Peek(1)) switch
    {
        ('.', '.') => "..",
        (':', '=') => ":=",
        ('!', '=') => "!=",
        ('>', '=') => ">=",
        ('<', '=') => "<=",
        ('*', '*') => "**",
        ('~', '>') => "~>",
        _ => null,
    };

    private Token Text(char quote)
    {
        var text = new StringBuilder();
        for (_at++; _at < _source.Length; _at++)
        {
            var c = _source[_at];
            if (c == quote)
            {
                _at++;
                return new(TokenKind.Text, text.ToString(), _at);
            }

            text.Append(c is '\\' ? Escape() : c);
        }

        throw new JsonataException("S0101", _at);
    }

    private char Escape()
    {
        _at++;
        switch (Peek())
        {
            case '"' or '\\' or '/': return Peek();
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u':
                if (_at + 4 >= _source.Length
                    || !int.TryParse(_source.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                {
                    throw new JsonataException("S0104", _at);
                }

                _at += 4;
                return (char)unit;
            default:
                throw new JsonataException("S0103", _at, _at < _source.Length ? _source[_at].ToString() : "");
        }
    }

    private Token Number()
    {
        var start = _at;
        _at++;
        if (_source[start] is not '0')
        {
            SkipDigits();
        }

        if (Peek() is '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipDigits();
        }

        if (Peek() is 'e' or 'E' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            _at += 2;
            SkipDigits();
        }

        var text = _source[start.._at];
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new(TokenKind.Number, text, _at, JsonNumber.Of(value))
            : throw new JsonataException("S0102", start, text);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek()))
        {
            _at++;
        }
    }

    private Token QuotedName()
    {
        var start = _at + 1;
        var end = _source.IndexOf('`', start);
        _at = end < 0 ? throw new JsonataException("S0105", _source.Length) : end + 1;
        return new(TokenKind.Name, _source[start..end], _at);
    }

    private Token NameOrVariable()
    {
        var start = _at;
        var length = _source.AsSpan(start).IndexOfAny(NameEnd);
        _at = length < 0 ? _source.Length : start + length;
        if (_source[start] is '$')
        {
            return new(TokenKind.Variable, _source[(start + 1).._at], _at);
        }

        var name = _source[start.._at];
        return name switch
        {
            "and" or "or" or "in" => new(TokenKind.Operator, name, _at),
            "true" => new(TokenKind.Constant, name, _at, JsonValue.True),
            "false" => new(TokenKind.Constant, name, _at, JsonValue.False),
            "null" => new(TokenKind.Constant, name, _at, JsonValue.Null),
            _ => new(TokenKind.Name, name, _at),
        };
    }

    private Token Regex()
    {
        var start = _at;
        var depth = 0;
        for (; _at < _source.Length; _at++)
        {
            var c = _source[_at];
            if (c is '/' && depth is 0 && !IsEscaped(start))
            {
                return FinishRegex(_source[start.._at]);
            }

            // Brackets nest without regard to character classes, as in the language's own scanner.
            if (c is '(' or '[' or '{' && _source[_at - 1] is not '\\')
            {
                depth++;
            }
            else if (c is ')' or ']' or '}' && _source[_at - 1] is not '\\')
            {
                depth--;
            }
        }

        throw new JsonataException("S0302", _at);
    }

    private readonly bool IsEscaped(int start)
    {
        var backslashes = 0;
        while (_at - backslashes - 1 >= start && _source[_at - backslashes - 1] is '\\')
        {
            backslashes++;
        }

        return backslashes % 2 is 1;
    }

    private Token FinishRegex(string pattern)
    {
        if (pattern.Length is 0)
        {
            throw new JsonataException("S0301", _at);
        }

        var flags = ++_at;
        while (Peek() is 'i' or 'm')
        {
            _at++;
        }

        return new(TokenKind.Regex, pattern, _at, Flags: _source[flags.._at]);
    }
}
