using System.Buffers;
using System.Text;

namespace StepFlow.Language.Json;

/// <summary>Writes values as compact JSON: only what JSON demands is escaped, so text leaves as it came.</summary>
public static class JsonWriter
{
    private const string Hex = "0123456789abcdef";
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 32).Select(c => (char)c)));

    public static string ToText(JsonValue value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    public static byte[] ToUtf8(JsonValue value) => Encoding.UTF8.GetBytes(ToText(value));

    public static void Write(StringBuilder text, JsonValue value)
    {
        switch (value)
        {
            case JsonString s:
                WriteString(text, s.Value);
                break;
            case JsonNumber n:
                text.Append(n.Text);
                break;
            case JsonBoolean b:
                text.Append(b.Value ? "true" : "false");
                break;
            case JsonNull:
                text.Append("null");
                break;
            case JsonArray array:
                WriteArray(text, array);
                break;
            case JsonObject o:
                WriteObject(text, o);
                break;
            default:
                throw new InvalidOperationException($"No such kind of value: {value.Kind}");
        }
    }

    public static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..at]);
            WriteEscape(text, rest[at]);
            rest = rest[(at + 1)..];
        }

        text.Append(rest).Append('"');
    }

    internal static int MeasureString(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value) + 2;
        foreach (var c in value)
        {
            if (c < 32)
            {
                length += c is '\n' or '\r' or '\t' or '\b' or '\f' ? 1 : 5;
            }
            else if (c is '"' or '\\')
            {
                length++;
            }
        }

        return length;
    }

    private static void WriteArray(StringBuilder text, JsonArray array)
    {
        text.Append('[');
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                text.Append(',');
            }

            Write(text, array[i]);
        }

        text.Append(']');
    }

    private static void WriteObject(StringBuilder text, JsonObject o)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, value) in o.Members)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            WriteString(text, name);
            text.Append(':');
            Write(text, value);
        }

        text.Append('}');
    }

    private static void WriteEscape(StringBuilder text, char c)
    {
        switch (c)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            case '\b': text.Append("\\b"); break;
            case '\f': text.Append("\\f"); break;
            default: text.Append("\\u00").Append(Hex[c >> 4]).Append(Hex[c & 15]); break;
        }
    }
}
