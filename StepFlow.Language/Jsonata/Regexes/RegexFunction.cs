using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>A regular expression as a function from a text to its first match, an object from which the next one can be had.</summary>
internal sealed class RegexFunction(Regex regex, int position) : Function
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    public override bool IsTrue => false;

    public override int Arity => 2;

    public static RegexFunction Compile(string pattern, string flags, int position)
    {
        try
        {
            var options = RegexOptions.CultureInvariant | (flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None);
            var translated = RegexTranslator.Translate(pattern, flags.Contains('m', StringComparison.Ordinal));
            return new(new Regex(translated, options, LongestMatch), position);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new JsonataException("S0303", position, pattern) { Value = pattern };
        }
    }

    /// <summary>The first match at or behind <paramref name="from"/>, or null.</summary>
    public Match? Find(string text, int from)
    {
        try
        {
            return from <= text.Length && regex.Match(text, from) is { Success: true } match ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            throw Evaluation.TooLong();
        }
    }

    /// <summary>The match after one that ended at <paramref name="end"/>; an empty one would never come to an end.</summary>
    public Match? FindNext(string text, int end)
    {
        var match = end >= text.Length ? null : Find(text, end);
        return match is { Length: 0 } ? throw new JsonataException("D1004", position) : match;
    }

    public override JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run)
    {
        var text = HostText(arguments.Length > 0 ? arguments[0] : null);
        var from = arguments.Length > 1 && arguments[1] is JsonNumber { Value: >= 0 and < int.MaxValue } n ? (int)n.Value : 0;
        return Describe(text, Find(text, from));
    }

    /// <summary>What a replacement function gets to see of a match.</summary>
    public JsonObject? Describe(string text, Match? match) => match is null ? null : JsonObject.Of(
        ("match", match.Value),
        ("start", match.Index),
        ("end", match.Index + match.Length),
        ("groups", GroupsOf(match)),
        ("next", new NextMatch(this, text, match.Index + match.Length)));

    /// <summary>What the groups matched; nothing for one that took no part. Whoever has a regular expression has its result cleaned.</summary>
    public static JsonArray GroupsOf(Match match) =>
        JsonArray.Of(match.Groups.Values.Skip(1).Select(g => g.Success ? (JsonValue)g.Value : Unbound.Nothing));

    /// <summary>What is no text is searched as the text JavaScript makes of it.</summary>
    private static string HostText(JsonValue? value) => value switch
    {
        JsonString s => s.Value,
        null or Unbound => "undefined",
        JsonNumber n => Numbers.Shortest(n.Value),
        _ when Arrays.TryItems(value, out var items) => HostText(items),
        JsonObject or Function => "[object Object]",
        _ => value.ToString(),
    };

    private static string HostText(ReadOnlySpan<JsonValue> items)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var texts = new string[items.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = items[i] is JsonNull or Unbound ? "" : HostText(items[i]);
        }

        return string.Join(',', texts);
    }

    private sealed class NextMatch(RegexFunction regex, string text, int end) : Function
    {
        public override bool IsTrue => false;

        public override int Arity => 0;

        public override JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run) =>
            regex.Describe(text, regex.FindNext(text, end));
    }
}
