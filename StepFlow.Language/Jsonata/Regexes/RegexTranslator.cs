using System.Globalization;
using System.Text;

namespace StepFlow.Language.Jsonata;

/// <summary>
/// Rewrites a JavaScript regular expression so that .NET finds the same: what a digit, a space, a word, a line end and <c>.</c> are,
/// how groups are numbered, what a reference to a group that took no part means.
/// </summary>
internal sealed class RegexTranslator
{
    private const string Word = "a-zA-Z0-9_";
    private const string Space = @"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private const string LineEnd = @"\n\r\u2028\u2029";
    private const string NotSpace = @"\u0000-\u0008\u000e-\u001f!-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\uffff";
    private const string Boundary = $"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))";
    private const string NoBoundary = $"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))";
    private readonly string _source;
    private readonly bool _multiline;
    private readonly StringBuilder _result = new();
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly int _groups;
    private int _at;

    private RegexTranslator(string source, bool multiline)
    {
        _source = source;
        _multiline = multiline;
        _groups = CountGroups();
    }

    public static string Translate(string source, bool multiline) => new RegexTranslator(source, multiline).Run();

    private string Run()
    {
        while (_at < _source.Length)
        {
            var c = _source[_at++];
            switch (c)
            {
                case '\\':
                    Escape();
                    break;
                case '[':
                    Class();
                    break;
                case '(':
                    Group();
                    break;
                case '.':
                    _result.Append($"[^{LineEnd}]");
                    break;
                case '^':
                    _result.Append(_multiline ? $@"(?<=\A|[{LineEnd}])" : @"\A");
                    break;
                case '$':
                    _result.Append(_multiline ? $@"(?=[{LineEnd}]|\z)" : @"\z");
                    break;
                default:
                    _result.Append(c);
                    break;
            }
        }

        return _result.ToString();
    }

    private char Peek(int ahead = 0) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';

    private void Group()
    {
        _result.Append('(');
        if (Peek() is not '?')
        {
            return;
        }

        if (Peek(1) is '<' && Peek(2) is not ('=' or '!'))
        {
            // Groups go by number: .NET would number named ones last.
            _at = _source.IndexOf('>', _at) + 1;
        }
        else if (Peek(1) is ':' or '=' or '!' or '<')
        {
            var length = Peek(1) is '<' ? 3 : 2;
            _result.Append(_source, _at, length);
            _at += length;
        }
        else
        {
            throw new FormatException("Invalid group");
        }
    }

    private void Escape()
    {
        var c = Peek();
        _at++;
        switch (c)
        {
            case 'b':
                _result.Append(Boundary);
                break;
            case 'B':
                _result.Append(NoBoundary);
                break;
            case 'k' when _names.Count > 0 && Peek() is '<':
                var end = _source.IndexOf('>', _at);
                var name = end < 0 ? "" : _source[(_at + 1)..end];
                Reference(_names.TryGetValue(name, out var number) ? number : throw new FormatException("Invalid named reference"));
                _at = end + 1;
                break;
            case >= '1' and <= '9' when ReferenceNumber() is { } group:
                Reference(group);
                break;
            default:
                _at--;
                _result.Append(ClassEscape() is { } set ? $"[{set}]" : Literal(Character()));
                break;
        }
    }

    /// <summary>The number written here when the pattern has that many groups; otherwise it is an octal code.</summary>
    private int? ReferenceNumber()
    {
        var length = 0;
        while (char.IsAsciiDigit(Peek(length)))
        {
            length++;
        }

        if (!int.TryParse(_source.AsSpan(_at - 1, length + 1), CultureInfo.InvariantCulture, out var number) || number > _groups)
        {
            return null;
        }

        _at += length;
        return number;
    }

    // A reference to a group that took no part matches nothing, successfully.
    private void Reference(int group) => _result.Append(CultureInfo.InvariantCulture, $@"(?({group})\{group}(?:))");

    /// <summary>The content of a set for \d \w \s and their opposites; null for any other escape.</summary>
    private string? ClassEscape()
    {
        string? set = Peek() switch
        {
            'd' => "0-9",
            'D' => @"\u0000-/:-\uffff",
            'w' => Word,
            'W' => @"\u0000-/:-@\[-\^`{-\uffff",
            's' => Space,
            'S' => NotSpace,
            _ => null,
        };
        _at += set is null ? 0 : 1;
        return set;
    }

    /// <summary>The character an escape stands for.</summary>
    private char Character()
    {
        if (_at >= _source.Length)
        {
            throw new FormatException("\\ at end of pattern");
        }

        var c = _source[_at++];
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case 'x' when Hex(2) is { } code: return code;
            case 'u' when Hex(4) is { } code: return code;
            case 'c' when char.IsAsciiLetter(Peek()): return (char)(_source[_at++] % 32);
            case >= '0' and <= '7': return Octal(c - '0');
            default: return c;
        }
    }

    private char? Hex(int digits)
    {
        if (_at + digits > _source.Length
            || !int.TryParse(_source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        _at += digits;
        return (char)code;
    }

    private char Octal(int code)
    {
        for (var i = 0; i < 2 && Peek() is >= '0' and <= '7' && (code * 8) + Peek() - '0' < 256; i++)
        {
            code = (code * 8) + (_source[_at++] - '0');
        }

        return (char)code;
    }

    private static string Literal(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' ? c.ToString() : $@"\u{(int)c:x4}";

    private void Class()
    {
        var negated = Peek() is '^';
        _at += negated ? 1 : 0;
        if (Peek() is ']')
        {
            _at++;
            _result.Append(negated ? @"[\s\S]" : "(?!)");
            return;
        }

        _result.Append(negated ? "[^" : "[");
        while (Peek() is not ']')
        {
            if (_at >= _source.Length)
            {
                throw new FormatException("Unterminated character class");
            }

            _result.Append(ClassAtom());
            if (Peek() is '-' && Peek(1) is not (']' or '\0'))
            {
                _at++;
                _result.Append(Peek() is '\\' && Peek(1) is 'd' or 'w' or 's' or 'D' or 'W' or 'S' ? @"\-" : "-").Append(ClassAtom());
            }
        }

        _at++;
        _result.Append(']');
    }

    private string ClassAtom()
    {
        if (Peek() is not '\\')
        {
            return Literal(_source[_at++]);
        }

        _at++;
        if (Peek() is 'b')
        {
            _at++;
            return @"\u0008";
        }

        return ClassEscape() ?? Literal(Character());
    }

    private int CountGroups()
    {
        var count = 0;
        var inClass = false;
        for (var i = 0; i < _source.Length; i++)
        {
            switch (_source[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass && (i + 1 >= _source.Length || _source[i + 1] is not '?'):
                    count++;
                    break;
                case '(' when !inClass && i + 3 < _source.Length && _source[i + 2] is '<' && _source[i + 3] is not ('=' or '!'):
                    count++;
                    var end = _source.IndexOf('>', i);
                    _names[end < 0 ? throw new FormatException("Invalid group name") : _source[(i + 3)..end]] = count;
                    break;
            }
        }

        return count;
    }
}
