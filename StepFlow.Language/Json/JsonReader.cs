using System.Buffers;
using System.Globalization;
using System.Text;

namespace StepFlow.Language.Json;

/// <summary>Reads JSON text (RFC 8259) into values. Lone surrogates in escapes are kept, as Java and JavaScript keep them.</summary>
public ref struct JsonReader
{
    private const int DeepestNesting = 1000;
    private static readonly SearchValues<char> StringEnd = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 32).Select(c => (char)c)));

    private readonly ReadOnlySpan<char> _text;
    private readonly Action<string, int>? _onDuplicate;
    private int _at;
    private int _depth;

    private JsonReader(ReadOnlySpan<char> text, Action<string, int>? onDuplicate)
    {
        _text = text;
        _onDuplicate = onDuplicate;
    }

    /// <summary>Reads one value. <paramref name="onDuplicate"/> hears of every repeated member name and its offset.</summary>
    public static JsonValue Read(ReadOnlySpan<char> text, Action<string, int>? onDuplicate = null)
    {
        var reader = new JsonReader(text, onDuplicate);
        reader.SkipSpace();
        var value = reader.Value();
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Fault("Unexpected text after the value");
    }

    public static JsonValue Read(ReadOnlySpan<byte> utf8)
    {
        var length = Encoding.UTF8.GetCharCount(utf8);
        var buffer = ArrayPool<char>.Shared.Rent(length);
        try
        {
            Encoding.UTF8.GetChars(utf8, buffer);
            return Read(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private JsonValue Value() => Peek() switch
    {
        '{' => Object(),
        '[' => Array(),
        '"' => new JsonString(String()),
        't' => Word("true", JsonValue.True),
        'f' => Word("false", JsonValue.False),
        'n' => Word("null", JsonValue.Null),
        '-' or (>= '0' and <= '9') => Number(),
        _ => throw Fault(_at < _text.Length ? $"Unexpected '{_text[_at]}'" : "Unexpected end of text"),
    };

    private JsonObject Object()
    {
        Descend();
        _at++;
        SkipSpace();
        var builder = new JsonObjectBuilder();
        if (Peek() is '}')
        {
            _at++;
            _depth--;
            return JsonObject.Empty;
        }

        while (true)
        {
            if (Peek() is not '"')
            {
                throw Fault("Expected a member name in double quotes");
            }

            var nameAt = _at;
            var name = String();
            if (_onDuplicate is not null && builder.Has(name))
            {
                _onDuplicate(name, nameAt);
            }

            SkipSpace();
            Take(':');
            SkipSpace();
            builder.Set(name, Value());
            SkipSpace();
            if (Peek() is '}')
            {
                _at++;
                _depth--;
                return builder.Build();
            }

            Take(',', " or '}'");
            SkipSpace();
        }
    }

    private JsonArray Array()
    {
        Descend();
        _at++;
        SkipSpace();
        if (Peek() is ']')
        {
            _at++;
            _depth--;
            return JsonArray.Empty;
        }

        List<JsonValue> items = [];
        while (true)
        {
            items.Add(Value());
            SkipSpace();
            if (Peek() is ']')
            {
                _at++;
                _depth--;
                return JsonArray.Wrap([.. items]);
            }

            Take(',', " or ']'");
            SkipSpace();
        }
    }

    private string String()
    {
        var start = ++_at;
        var stop = _text[start..].IndexOfAny(StringEnd);
        if (stop >= 0 && _text[start + stop] is '"')
        {
            _at = start + stop + 1;
            return _text.Slice(start, stop).ToString();
        }

        var text = new StringBuilder();
        while (true)
        {
            stop = _text[_at..].IndexOfAny(StringEnd);
            if (stop < 0)
            {
                _at = _text.Length;
                throw Fault("Unterminated string");
            }

            text.Append(_text.Slice(_at, stop));
            _at += stop;
            switch (_text[_at])
            {
                case '"':
                    _at++;
                    return text.ToString();
                case '\\':
                    text.Append(Escape());
                    break;
                default:
                    throw Fault("Control character in a string");
            }
        }
    }

    private char Escape()
    {
        _at++;
        var c = Peek();
        if (c is 'u')
        {
            if (_at + 5 > _text.Length || !int.TryParse(_text.Slice(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                throw Fault("Expected four hexadecimal digits after \\u");
            }

            _at += 5;
            return (char)code;
        }

        var plain = c switch
        {
            '"' or '\\' or '/' => c,
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            _ => throw Fault($"Unknown escape '\\{c}'"),
        };
        _at++;
        return plain;
    }

    private JsonNumber Number()
    {
        var start = _at;
        if (Peek() is '-')
        {
            _at++;
        }

        if (Peek() is '0')
        {
            _at++;
        }
        else
        {
            Digits();
        }

        var plain = true;
        if (Peek() is '.')
        {
            plain = false;
            _at++;
            Digits();
        }

        if (Peek() is 'e' or 'E')
        {
            plain = false;
            _at++;
            if (Peek() is '+' or '-')
            {
                _at++;
            }

            Digits();
        }

        var text = _text[start.._at];
        return plain && text.Length <= 3 && text[0] is not '-'
            ? JsonNumber.Of(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture))
            : JsonNumber.FromText(text.ToString());
    }

    private void Digits()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        if (_at == start)
        {
            throw Fault("Expected a digit");
        }
    }

    private JsonValue Word(string word, JsonValue value)
    {
        if (!_text[_at..].StartsWith(word, StringComparison.Ordinal))
        {
            throw Fault($"Unexpected '{_text[_at]}'");
        }

        _at += word.Length;
        return value;
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void Take(char c, string alternative = "")
    {
        if (Peek() != c || _at >= _text.Length)
        {
            throw Fault($"Expected '{c}'{alternative}");
        }

        _at++;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\n' or '\r' or '\t')
        {
            _at++;
        }
    }

    private void Descend()
    {
        if (++_depth > DeepestNesting)
        {
            throw Fault($"Nested deeper than {DeepestNesting} levels");
        }
    }

    private readonly JsonSyntaxException Fault(string problem)
    {
        var before = _text[.._at];
        var line = before.Count('\n') + 1;
        return new(problem, line, _at - before.LastIndexOf('\n'), _at);
    }
}
