using System.Text;

namespace StepFlow.Language.Intrinsics;

/// <summary>The first argument of States.Format: text with <c>{}</c> for each further argument; braces themselves are escaped.</summary>
internal sealed class FormatTemplate
{
    private readonly string[] _parts;
    private readonly bool _malformed;

    private FormatTemplate(string[] parts, bool malformed)
    {
        _parts = parts;
        _malformed = malformed;
    }

    /// <summary>Splits a template in which escapes are still written with their backslash.</summary>
    public static FormatTemplate Parse(string text)
    {
        List<string> parts = [];
        var part = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when i + 1 < text.Length && text[i + 1] is '\'' or '{' or '}' or '\\':
                    part.Append(text[++i]);
                    break;
                case '{' when i + 1 < text.Length && text[i + 1] is '}':
                    parts.Add(part.ToString());
                    part.Clear();
                    i++;
                    break;
                case '{' or '}':
                    // AWS accepts such a template at creation and fails when it is filled.
                    return new([], malformed: true);
                default:
                    part.Append(text[i]);
                    break;
            }
        }

        return new([.. parts, part.ToString()], malformed: false);
    }

    public string Fill(ReadOnlySpan<string> arguments)
    {
        if (_malformed)
        {
            throw IntrinsicFault.InvalidArguments("Format");
        }

        if (arguments.Length != _parts.Length - 1)
        {
            throw new IntrinsicFault("Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.");
        }

        var filled = new StringBuilder(_parts[0]);
        for (var i = 0; i < arguments.Length; i++)
        {
            filled.Append(arguments[i]).Append(_parts[i + 1]);
        }

        return filled.ToString();
    }
}
