using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>
/// A function signature such as <c>&lt;s-nn?:s&gt;</c>: which arguments fit, which is taken from the context when it is left out,
/// which becomes an array. Behaves as the regular expression by which the language defines it, greedy with backtracking.
/// </summary>
internal sealed class Signature
{
    private readonly Parameter[] _parameters;

    private Signature(Parameter[] parameters) => _parameters = parameters;

    public int Count => _parameters.Length;

    public static Signature Parse(string text, int position = 0) => new([.. SignatureReader.Read(text, position)]);

    /// <summary>The arguments as the function is to see them; at least one for every parameter.</summary>
    public JsonValue?[] Validate(JsonValue?[] arguments, JsonValue? context)
    {
        if (FitsExactly(arguments))
        {
            return arguments;
        }

        Span<char> symbols = arguments.Length <= 16 ? stackalloc char[arguments.Length] : new char[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            symbols[i] = SymbolOf(arguments[i]);
        }

        Span<int> counts = _parameters.Length <= 16 ? stackalloc int[_parameters.Length] : new int[_parameters.Length];
        return Match(symbols, counts, parameter: 0, at: 0, _parameters.Length, toEnd: true) >= 0
            ? Arrange(arguments, symbols, counts, context)
            : throw Mismatch(arguments, symbols);
    }

    /// <summary>The everyday case: as many arguments as parameters, each of its type, no array to check or to make.</summary>
    private bool FitsExactly(JsonValue?[] arguments)
    {
        if (arguments.Length != _parameters.Length)
        {
            return false;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = _parameters[i];
            var symbol = SymbolOf(arguments[i]);
            if (!parameter.Accepts(symbol) || parameter.Repeats
                || (parameter.IsArray && symbol is not 'm'
                    && (symbol is not 'a' || (parameter.ItemType is { } type && !HoldsOnly(type, arguments[i]!, symbol, count: 1)))))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Matches parameters from <paramref name="parameter"/> up to <paramref name="limit"/>; the end reached, or -1.</summary>
    private int Match(ReadOnlySpan<char> symbols, Span<int> counts, int parameter, int at, int limit, bool toEnd)
    {
        if (parameter == limit)
        {
            return toEnd && at < symbols.Length ? -1 : at;
        }

        var p = _parameters[parameter];
        var most = 0;
        while (at + most < symbols.Length && (most is 0 || p.Repeats) && p.Accepts(symbols[at + most]))
        {
            most++;
        }

        for (var take = most; take >= (p.IsOptional ? 0 : 1); take--)
        {
            counts[parameter] = take;
            var end = Match(symbols, counts, parameter + 1, at + take, limit, toEnd);
            if (end >= 0)
            {
                return end;
            }
        }

        return -1;
    }

    private JsonValue?[] Arrange(JsonValue?[] arguments, ReadOnlySpan<char> symbols, ReadOnlySpan<int> counts, JsonValue? context)
    {
        List<JsonValue?> arranged = new(_parameters.Length);

        // A parameter left out in the middle shifts the arguments against what was matched; so does the language's own implementation.
        var (at, matched) = (0, 0);
        for (var i = 0; i < _parameters.Length; i++)
        {
            var p = _parameters[i];
            var argument = at < arguments.Length ? arguments[at] : null;
            if (counts[i] is 0)
            {
                if (p.TakesContext)
                {
                    arranged.Add(p.Accepts(SymbolOf(context)) ? context : throw new JsonataException("T0411") { Value = context, Index = at + 1 });
                }
                else
                {
                    arranged.Add(argument);
                    at++;
                }

                continue;
            }

            for (var n = 0; n < counts[i]; n++, at++, matched++)
            {
                argument = at < arguments.Length ? arguments[at] : null;
                arranged.Add(p.IsArray && argument is not null ? AsArray(p, argument, symbols[matched], counts[i], at) : argument);
            }
        }

        return [.. arranged];
    }

    private static JsonValue? AsArray(Parameter p, JsonValue argument, char symbol, int count, int at)
    {
        if (symbol is 'm')
        {
            return null;
        }

        if (p.ItemType is { } type && !HoldsOnly(type, argument, symbol, count))
        {
            throw new JsonataException("T0412") { Value = argument, Index = at + 1, TypeName = PluralOf(type) };
        }

        return symbol is 'a' ? argument : JsonArray.Of(argument);
    }

    private static bool HoldsOnly(string type, JsonValue argument, char symbol, int count)
    {
        if (symbol is not 'a' || !Arrays.Is(argument))
        {
            return count is 1 && type.Length is 1 && type[0] == symbol;
        }

        foreach (var item in Arrays.Items(argument))
        {
            if (type.Length is 0 || SymbolOf(item) != type[0])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Names the first argument that no longer fits.</summary>
    private JsonataException Mismatch(JsonValue?[] arguments, ReadOnlySpan<char> symbols)
    {
        var good = 0;
        Span<int> counts = new int[_parameters.Length];
        for (var limit = 1; limit <= _parameters.Length; limit++)
        {
            var end = Match(symbols, counts, parameter: 0, at: 0, limit, toEnd: false);
            if (end < 0)
            {
                break;
            }

            good = end;
        }

        return new("T0410") { Value = good < arguments.Length ? arguments[good] : null, Index = good + 1 };
    }

    private static char SymbolOf(JsonValue? value) => value switch
    {
        null => 'm',
        JsonString => 's',
        JsonNumber => 'n',
        JsonObject => 'o',
        JsonArray or Sequence => 'a',
        JsonBoolean => 'b',
        JsonNull => 'l',
        Function => 'f',
        _ => 'm',
    };

    private static string? PluralOf(string type) => type switch
    {
        "a" => "arrays",
        "b" => "booleans",
        "f" => "functions",
        "n" => "numbers",
        "o" => "objects",
        "s" => "strings",
        _ => null,
    };

    /// <param name="Symbols">The value symbols that fit: s n b l o a f and m for missing.</param>
    /// <param name="ItemType">For arrays, the type of the items.</param>
    internal readonly record struct Parameter(string Symbols, bool IsArray, string? ItemType, bool IsOptional, bool Repeats, bool TakesContext)
    {
        public bool Accepts(char symbol) => Symbols.Contains(symbol, StringComparison.Ordinal);
    }
}
