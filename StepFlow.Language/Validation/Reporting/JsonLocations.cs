using System.Globalization;
using StepFlow.Language.Json;

namespace StepFlow.Language.Validation.Reporting;

/// <summary>
/// Where in a text the places of diagnostics are: <c>/States/A/Choices[0]/Next</c> is the name of that member,
/// <c>/States/A/Choices[0]</c> the element itself.
/// </summary>
public sealed class JsonLocations
{
    private const int DeepestNesting = 1000;

    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);
    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonLocations(string text) => _text = text;

    /// <summary>Reads as far as the text is JSON; what lies behind an error has no place of its own.</summary>
    public static JsonLocations Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var locations = new JsonLocations(text);
        locations.Value("");
        return locations;
    }

    /// <summary>The place, or that of the nearest thing around it that is there; the start of the text for null.</summary>
    public TextPosition Find(string? location)
    {
        for (var rest = location ?? ""; rest.Length > 0; rest = rest[..Math.Max(0, rest.LastIndexOfAny(['/', '[']))])
        {
            if (_offsets.TryGetValue(rest, out var offset))
            {
                return TextPosition.Of(_text, offset);
            }
        }

        return TextPosition.Start;
    }

    private bool Value(string path)
    {
        switch (Next())
        {
            case '{':
                return Items('}', _ => Member(path));
            case '[':
                return Items(']', i => Element(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
            case '"':
                return Text() is not null;
            default:
                var start = _at;
                while (_at < _text.Length && _text[_at] is not (',' or '}' or ']') && !char.IsWhiteSpace(_text[_at]))
                {
                    _at++;
                }

                return _at > start;
        }
    }

    private bool Items(char close, Func<int, bool> item)
    {
        if (++_depth > DeepestNesting)
        {
            return false;
        }

        _at++;
        for (var i = 0; Next() != close; i++)
        {
            if (!item(i) || (Next() is not ',' && Next() != close))
            {
                return false;
            }

            _at += Next() is ',' ? 1 : 0;
        }

        _at++;
        _depth--;
        return true;
    }

    private bool Member(string path)
    {
        var start = _at;
        if (Next() is not '"' || Text() is not { } name || Next() is not ':')
        {
            return false;
        }

        // Of members that are there twice the last one counts, as for every reader.
        _offsets[$"{path}/{name}"] = start;
        _at++;
        return Value($"{path}/{name}");
    }

    private bool Element(string path)
    {
        _offsets[path] = _at;
        return Value(path);
    }

    private string? Text()
    {
        var start = _at++;
        while (_at < _text.Length && _text[_at] is not '"')
        {
            _at += _text[_at] is '\\' ? 2 : 1;
        }

        if (_at >= _text.Length)
        {
            return null;
        }

        try
        {
            return ((JsonString)JsonReader.Read(_text.AsSpan(start..++_at))).Value;
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }

    private char Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length ? _text[_at] : '\0';
    }
}
