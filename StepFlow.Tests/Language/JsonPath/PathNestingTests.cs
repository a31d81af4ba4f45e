using StepFlow.Language.JsonPath;
using StepFlow.Language.Json;
using Xunit;

namespace StepFlow.Tests.Language.JsonPath;

/// <summary>Reading a path recurses into what is nested in it: how deep has a limit, which is far beyond what anybody writes.</summary>
public sealed class PathNestingTests
{
    public static TheoryData<string, string, string> Nested => new()
    {
        { "$[?(", "@.a", ")]" },
        { "$[?(!", "(@.a)", ")]" },
        { "$.concat(", "$.a", ")" },
    };

    [Theory]
    [MemberData(nameof(Nested))]
    public void A_few_levels_are_read(string open, string inner, string close) => Assert.NotNull(JsonPathQuery.Parse(Wrap(open, inner, close, 5)));

    [Theory]
    [MemberData(nameof(Nested))]
    public void Thousands_are_refused(string open, string inner, string close) =>
        Assert.Throws<JsonPathException>(() => JsonPathQuery.Parse(Wrap(open, inner, close, 20_000)));

    [Fact]
    public void Parentheses_and_negations_count()
    {
        Assert.Equal("[1]", JsonPathQuery.Parse("$[?(((((@.a)))))].a").Evaluate(JsonValue.Parse("""[{"a":1},{}]"""))!.ToString());
        Assert.Throws<JsonPathException>(() => JsonPathQuery.Parse($"$[?({new string('(', 50_000)}@.a{new string(')', 50_000)})]"));
        Assert.Throws<JsonPathException>(() => JsonPathQuery.Parse($"$[?({new string('!', 50_000)}(@.a))]"));
    }

    // A filter in a filter starts at the item; the outermost one is a path of its own.
    private static string Wrap(string open, string inner, string close, int times)
    {
        var next = open.Replace("$[", "@[", StringComparison.Ordinal);
        return open + string.Concat(Enumerable.Repeat(next, times - 1)) + inner + string.Concat(Enumerable.Repeat(close, times));
    }
}
