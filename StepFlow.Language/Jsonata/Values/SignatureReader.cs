using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Reads the text of a signature. What it does not know it skips, as the language does.</summary>
internal static class SignatureReader
{
    private const string Anything = "asnblfom";

    public static List<Signature.Parameter> Read(string text, int position)
    {
        List<Signature.Parameter> parameters = [];
        var kind = ' ';
        for (var at = 1; at < text.Length && text[at] is not ':'; at++)
        {
            var c = text[at];
            switch (c)
            {
                case 's' or 'n' or 'b' or 'l' or 'o':
                    parameters.Add(Plain($"{c}m"));
                    kind = c;
                    break;
                case 'a':
                    parameters.Add(Plain(Anything) with { IsArray = true });
                    kind = c;
                    break;
                case 'f':
                    parameters.Add(Plain("f"));
                    kind = c;
                    break;
                case 'j':
                    parameters.Add(Plain("asnblom"));
                    kind = c;
                    break;
                case 'x':
                    parameters.Add(Plain(Anything));
                    kind = c;
                    break;
                case '-' when parameters.Count > 0:
                    parameters[^1] = parameters[^1] with { TakesContext = true, IsOptional = true };
                    break;
                case '?' when parameters.Count > 0:
                    parameters[^1] = parameters[^1] with { IsOptional = true };
                    break;
                case '+' when parameters.Count > 0:
                    parameters[^1] = parameters[^1] with { Repeats = true };
                    break;
                case '(':
                    var end = Closing(text, at, '(', ')');
                    var choice = text[(at + 1)..end];
                    if (choice.Contains('<', StringComparison.Ordinal))
                    {
                        throw new JsonataException("S0402", position + at) { Value = choice };
                    }

                    parameters.Add(Plain(choice + "m"));
                    kind = c;
                    at = end;
                    break;
                case '<':
                    if (kind is not ('a' or 'f'))
                    {
                        throw new JsonataException("S0401", position + at) { Value = kind is ' ' ? null : new JsonString(kind.ToString()) };
                    }

                    var close = Closing(text, at, '<', '>');
                    parameters[^1] = parameters[^1] with { ItemType = text[(at + 1)..close] };
                    at = close;
                    break;
            }
        }

        return parameters;
    }

    private static Signature.Parameter Plain(string symbols) => new(symbols, IsArray: false, ItemType: null, IsOptional: false, Repeats: false, TakesContext: false);

    private static int Closing(string text, int at, char open, char close)
    {
        var depth = 1;
        for (at++; at < text.Length; at++)
        {
            depth += text[at] == open ? 1 : text[at] == close ? -1 : 0;
            if (depth is 0)
            {
                return at;
            }
        }

        return text.Length;
    }
}
