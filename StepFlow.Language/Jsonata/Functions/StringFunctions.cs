using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Functions of text. Lengths and positions count characters, not UTF-16 units.</summary>
internal static partial class StringFunctions
{
    private static readonly SearchValues<char> Expanding = SearchValues.Create("ßŉǰﬀﬁﬂﬃﬄﬅﬆ");

    public static readonly Builtin[] All =
    [
        new("string", "<x-b?:s>", 1, (a, run) => a[0] is null ? null
            : Truth.Of(a[1]) && a[0] is not (JsonString or Function) ? run.Text(Prettify(a[0]!)) : AsText(a[0]!, run)),
        new("length", "<s-:n>", 1, (a, _) => a[0] is null ? null : JsonNumber.Of(Characters.Count(a.Text(0)))),
        new("substring", "<s-nn?:s>", 3, (a, _) => a[0] is null ? null : (JsonValue)Substring(a.Text(0), a.NumberOrNull(1) ?? 0, a.NumberOrNull(2))),
        new("substringBefore", "<s-s:s>", 2, (a, _) => a[0] is null ? null : (JsonValue)Before(a.Text(0), a.TextOrNull(1))),
        new("substringAfter", "<s-s:s>", 2, (a, _) => a[0] is null ? null : (JsonValue)After(a.Text(0), a.TextOrNull(1))),
        new("lowercase", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)a.Text(0).ToLowerInvariant()),
        new("uppercase", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)Upper(a.Text(0))),
        new("trim", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)Trim(a.Text(0))),
        new("pad", "<s-ns?:s>", 3, (a, run) => a[0] is null ? null : run.Text(Pad(a.Text(0), a.NumberOrNull(1) ?? 0, a.TextOrNull(2), run))),
        new("join", "<a<s>s?:s>", 2, (a, run) => a[0] is null ? null : run.Text(Join(a.Items(0), a.TextOrNull(1)))),
    ];

    public static string Substring(string text, double start, double? length)
    {
        var count = Characters.Count(text);
        if (count + start < 0)
        {
            start = 0;
        }

        if (length is null)
        {
            return Characters.Slice(text, count, start, count);
        }

        return length <= 0 ? "" : Characters.Slice(text, count, start, start >= 0 ? start + length.Value : count + start + length.Value);
    }

    private static JsonValue AsText(JsonValue value, Evaluation run)
    {
        var inner = value is Sequence { IsWrapper: true, Count: 1 } wrapper ? wrapper[0] : value;
        return inner as JsonString ?? run.Text(Stringifier.ToText(inner));
    }

    private static string Prettify(JsonValue value) =>
        value is JsonNumber ? Stringifier.ToText(value) : Stringifier.ToJson(value, indented: true);

    // An absent separator is looked for as the word a JavaScript program would see.
    private static string Before(string text, string? separator)
    {
        var at = text.IndexOf(separator ?? "undefined", StringComparison.Ordinal);
        return at < 0 ? text : text[..at];
    }

    private static string After(string text, string? separator)
    {
        separator ??= "undefined";
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? text : text[(at + separator.Length)..];
    }

    // The letters that become several ones; .NET maps one to one.
    private static string Upper(string text)
    {
        var upper = text.ToUpperInvariant();
        return upper.AsSpan().ContainsAny(Expanding)
            ? new StringBuilder(upper)
                .Replace("ß", "SS").Replace("ŉ", "ʼN").Replace("ǰ", "J̌").Replace("ﬀ", "FF").Replace("ﬁ", "FI").Replace("ﬂ", "FL")
                .Replace("ﬃ", "FFI").Replace("ﬄ", "FFL").Replace("ﬅ", "ST").Replace("ﬆ", "ST").ToString()
            : upper;
    }

    private static string Trim(string text)
    {
        var normal = Spaces().Replace(text, " ");
        var from = normal.StartsWith(' ') ? 1 : 0;
        var to = normal.Length > from && normal.EndsWith(' ') ? normal.Length - 1 : normal.Length;
        return normal[from..to];
    }

    private static string Pad(string text, double width, string? filler, Evaluation run)
    {
        var missing = Math.Abs(width) - Characters.Count(text);
        if (missing < 1)
        {
            return text;
        }

        filler = string.IsNullOrEmpty(filler) ? " " : filler;
        run.Hold((long)Math.Min(missing, int.MaxValue) * filler.Length);
        var count = (int)missing;
        var padding = filler.Length is 1
            ? new string(filler[0], count)
            : Substring(new StringBuilder().Insert(0, filler, count).ToString(), 0, count);
        return width > 0 ? text + padding : padding + text;
    }

    private static string Join(ReadOnlySpan<JsonValue> items, string? separator)
    {
        var text = new StringBuilder();
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i > 0 ? separator : "").Append(((JsonString)items[i]).Value);
        }

        return text.ToString();
    }

    [GeneratedRegex("[ \t\n\r]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
