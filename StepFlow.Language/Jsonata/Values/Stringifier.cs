using System.Runtime.CompilerServices;
using System.Text;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary><c>$string</c>: text stays as it is, everything else becomes JSON; functions inside become empty text.</summary>
internal static class Stringifier
{
    private const int OneLine = -1;
    private const int Exact = -2;

    public static string ToText(JsonValue value) => value switch
    {
        JsonString s => s.Value,
        JsonNumber n => OfNumber(n),
        JsonBoolean b => b.Value ? "true" : "false",
        JsonNull => "null",
        Function => "",
        _ => ToJson(value, indented: false),
    };

    /// <param name="asComputed">Numbers with fifteen digits, as text is made of them; otherwise with all they have.</param>
    public static string ToJson(JsonValue value, bool indented, bool asComputed = true)
    {
        if (value is Sequence { IsWrapper: true, Count: 1 } wrapper)
        {
            value = wrapper[0];
        }

        var text = new StringBuilder();
        Write(text, value, !asComputed ? Exact : indented ? 0 : OneLine);
        return text.ToString();
    }

    private static string OfNumber(JsonNumber number) => double.IsFinite(number.Value)
        ? Numbers.ToText(number)
        : throw new JsonataException("D3001") { Value = number };

    /// <param name="level">How deep, or one of the two ways to write all on one line.</param>
    private static void Write(StringBuilder text, JsonValue value, int level)
    {
        switch (value)
        {
            case JsonString s:
                JsonWriter.WriteString(text, s.Value);
                break;
            case JsonNumber number:
                text.Append(level is Exact ? Finite(number) : Numbers.IsNumeric(number) ? Numbers.ToText(number) : "null");
                break;
            case Function:
                text.Append("\"\"");
                break;
            case Unbound:
                text.Append("null");
                break;
            case JsonObject o:
                WriteObject(text, o, level);
                break;
            default:
                if (Arrays.TryItems(value, out var items))
                {
                    WriteArray(text, items, level);
                }
                else
                {
                    JsonWriter.Write(text, value);
                }

                break;
        }
    }

    private static string Finite(JsonNumber number) => double.IsFinite(number.Value) ? Numbers.Shortest(number.Value) : "null";

    private static void WriteArray(StringBuilder text, ReadOnlySpan<JsonValue> items, int level)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        text.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i > 0 ? "," : "");
            NewLine(text, level, 1);
            Write(text, items[i], level < 0 ? level : level + 1);
        }

        if (items.Length > 0)
        {
            NewLine(text, level, 0);
        }

        text.Append(']');
    }

    private static void WriteObject(StringBuilder text, JsonObject o, int level)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        text.Append('{');
        var first = true;
        foreach (var (name, value) in o.Members)
        {
            text.Append(first ? "" : ",");
            first = false;
            NewLine(text, level, 1);
            JsonWriter.WriteString(text, name);
            text.Append(level < 0 ? ":" : ": ");
            Write(text, value, level < 0 ? level : level + 1);
        }

        if (!first)
        {
            NewLine(text, level, 0);
        }

        text.Append('}');
    }

    private static void NewLine(StringBuilder text, int level, int more)
    {
        if (level >= 0)
        {
            text.Append('\n').Append(' ', (level + more) * 2);
        }
    }
}
