using System.Text.RegularExpressions;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>One match of a regular expression, or of a function that acts as one.</summary>
/// <param name="Described">The match as an object, for a function that is to replace it.</param>
internal sealed record Found(string Text, int Start, int End, JsonArray Groups, Func<JsonValue> Described);

/// <summary>Walks through the matches in a text, one by one.</summary>
internal sealed class Matches(Function matcher, string text, Evaluation run)
{
    private readonly RegexFunction? _regex = matcher as RegexFunction ?? (matcher as ArgumentFunction)?.Target as RegexFunction;
    private Function? _next = matcher;
    private int _end = -1;

    public Found? Next()
    {
        run.LookAtClock();
        if (_regex is not null)
        {
            var match = _end < 0 ? _regex.Find(text, 0) : _regex.FindNext(text, _end);
            return match is null ? null : Of(match);
        }

        var result = _next is null ? null : Calling.Settled(Calling.Apply(_next, _end < 0 ? [new JsonString(text)] : [null], JsonValue.Null, run));
        return result is null ? null : Of(result);
    }

    private Found Of(Match match)
    {
        _end = match.Index + match.Length;
        return new(match.Value, match.Index, _end, RegexFunction.GroupsOf(match), () => _regex!.Describe(text, match)!);
    }

    private Found Of(JsonValue result)
    {
        if (result is not JsonObject o || o["match"] is not JsonString match
            || o["start"] is not JsonNumber { Value: >= 0 and var start } || o["end"] is not JsonNumber { Value: >= 0 and var end }
            || start > text.Length || end > text.Length)
        {
            throw new JsonataException("T1010");
        }

        _next = o["next"] as Function;
        _end = (int)end;
        var groups = o["groups"] switch
        {
            JsonArray array => array,
            null => JsonArray.Empty,
            var one => JsonArray.Of(one),
        };
        return new(match.Value, (int)start, (int)end, groups, () => o);
    }
}
