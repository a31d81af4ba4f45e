using System.Globalization;
using System.Text;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Functions that look for a text or a regular expression in a text.</summary>
internal static class RegexFunctions
{
    public static readonly Builtin[] All =
    [
        new("contains", "<s-(sf):b>", 2, Contains),
        new("match", "<s-f<s:o>n?:a<o>>", 3, Match),
        new("replace", "<s-(sf)(sf)n?:s>", 4, Replace),
        new("split", "<s-(sf)n?:a<s>>", 3, Split),
    ];

    private static JsonBoolean? Contains(JsonValue?[] arguments, Evaluation run) => (arguments[0], arguments[1]) switch
    {
        (null, _) or (_, null) => null,
        (JsonString text, JsonString part) => JsonBoolean.Of(text.Value.Contains(part.Value, StringComparison.Ordinal)),
        _ => JsonBoolean.Of(new Matches(arguments.Function(1), arguments.Text(0), run).Next() is not null),
    };

    private static Sequence? Match(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            return null;
        }

        var limit = Limit(arguments, 2, "D3040");
        var results = new Sequence();
        if (limit is 0)
        {
            return results;
        }

        var matches = new Matches(arguments.Function(1), arguments.Text(0), run);
        var count = 0;
        for (var found = matches.Next(); found is not null && count < limit; found = matches.Next(), count++)
        {
            results.Add(JsonObject.Of(("match", found.Text), ("index", found.Start), ("groups", found.Groups)));
        }

        return results;
    }

    private static JsonArray? Split(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null || arguments[1] is null)
        {
            return null;
        }

        var text = arguments.Text(0);
        var limit = Limit(arguments, 2, "D3020");
        if (limit is 0)
        {
            return JsonArray.Empty;
        }

        if (arguments[1] is JsonString separator)
        {
            limit = Math.Floor(limit);
            var parts = separator.Value.Length is 0 ? [.. text.Select(c => c.ToString())] : text.Split(separator.Value);
            return JsonArray.Wrap([.. parts.Take((int)Math.Min(limit, int.MaxValue)).Select(p => new JsonString(p))]);
        }

        var results = new Sequence { Collapses = false };
        var matches = new Matches(arguments.Function(1), text, run);
        var (at, count) = (0, 0);
        for (var found = matches.Next(); found is not null && count < limit; found = matches.Next(), count++)
        {
            results.Add(new JsonString(Cut(text, at, found.Start)));
            at = found.End;
        }

        if (count < limit)
        {
            results.Add(new JsonString(Cut(text, at, text.Length)));
        }

        return results.ToArray();
    }

    private static JsonValue? Replace(JsonValue?[] arguments, Evaluation run)
    {
        if (arguments[0] is null)
        {
            return null;
        }

        if (arguments[1] is JsonString { Value.Length: 0 })
        {
            throw new JsonataException("D3010") { Value = arguments[1] };
        }

        var limit = Limit(arguments, 3, "D3011");
        if (limit is 0 || arguments[1] is null || arguments[2] is null)
        {
            return arguments[0];
        }

        var text = arguments.Text(0);
        return arguments[1] is JsonString pattern
            ? run.Text(ReplaceText(text, pattern.Value, arguments.Text(2), limit, run))
            : run.Text(ReplaceMatches(text, new Matches(arguments.Function(1), text, run), arguments[2]!, limit, run));
    }

    private static string ReplaceText(string text, string pattern, string replacement, double limit, Evaluation run)
    {
        var result = new StringBuilder();
        var (at, count) = (0, 0);
        for (var next = text.IndexOf(pattern, StringComparison.Ordinal);
            next >= 0 && count < limit;
            next = text.IndexOf(pattern, at, StringComparison.Ordinal), count++)
        {
            result.Append(text, at, next - at).Append(replacement);
            at = next + pattern.Length;
            CheckSize(result, run);
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private static string ReplaceMatches(string text, Matches matches, JsonValue replacement, double limit, Evaluation run)
    {
        var result = new StringBuilder();
        var (at, count) = (0, 0);
        for (var found = matches.Next(); found is not null && count < limit; found = matches.Next(), count++)
        {
            result.Append(Cut(text, at, found.Start));
            var value = replacement is JsonString template
                ? new JsonString(Fill(template.Value, found))
                : Calling.Apply((Function)replacement, [found.Described()], JsonValue.Null, run);
            result.Append(value is JsonString s ? s.Value : throw new JsonataException("D3012") { Value = value });
            at = found.Start + found.Text.Length;
            CheckSize(result, run);
        }

        return at > text.Length ? result.ToString() : result.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Replaces $0, $1 … by what was matched; <c>$$</c> is a dollar sign.</summary>
    private static string Fill(string template, Found found)
    {
        var text = new StringBuilder();
        var at = 0;
        for (var dollar = template.IndexOf('$', StringComparison.Ordinal); dollar >= 0 && at < template.Length; dollar = template.IndexOf('$', at))
        {
            text.Append(template, at, dollar - at);
            at = dollar + 1;
            var c = at < template.Length ? template[at] : '\0';
            if (c is '$')
            {
                text.Append('$');
                at++;
            }
            else if (c is '0')
            {
                text.Append(found.Text);
                at++;
            }
            else
            {
                at += AppendGroup(text, template, at, found.Groups);
            }
        }

        return text.Append(template, at, template.Length - at).ToString();
    }

    /// <summary>Reads as many digits as the largest group number has, one fewer when that names no group. Returns how far it read.</summary>
    private static int AppendGroup(StringBuilder text, string template, int at, JsonArray groups)
    {
        var most = groups.Count is 0 ? 1 : (int)Math.Floor(Math.Log10(groups.Count)) + 1;
        var number = NumberAt(template, at, most);
        if (most > 1 && number > groups.Count)
        {
            number = NumberAt(template, at, most - 1);
        }

        if (number is not { } group)
        {
            text.Append('$');
            return 0;
        }

        if (group >= 1 && group <= groups.Count && groups[group - 1] is JsonString s)
        {
            text.Append(s.Value);
        }

        return group.ToString(CultureInfo.InvariantCulture).Length;
    }

    private static int? NumberAt(string template, int at, int most)
    {
        var end = at;
        while (end < template.Length && end < at + most && char.IsAsciiDigit(template[end]))
        {
            end++;
        }

        return end == at ? null : int.Parse(template.AsSpan(at, end - at), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static double Limit(JsonValue?[] arguments, int index, string code) => arguments.NumberOrNull(index) switch
    {
        null => double.PositiveInfinity,
        < 0 => throw new JsonataException(code) { Value = arguments[index], Index = index + 1 },
        { } limit => limit,
    };

    // A matcher written by hand may go backwards.
    private static string Cut(string text, int from, int to) => from <= to ? text[from..to] : text[to..from];

    private static void CheckSize(StringBuilder text, Evaluation run)
    {
        run.Step();
        if (text.Length > 1 << 20)
        {
            run.Hold(text.Length);
        }
    }
}
