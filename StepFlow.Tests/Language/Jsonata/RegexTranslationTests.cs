using StepFlow.Language.Jsonata;
using Xunit;

namespace StepFlow.Tests.Language.Jsonata;

/// <summary>Where regular expressions of JavaScript and of .NET differ, JavaScript's meaning holds.</summary>
public sealed class RegexTranslationTests
{
    [Theory]
    [InlineData(@"/\d/", "\u0661", false)]
    [InlineData(@"/\w/", "é", false)]
    [InlineData(@"/\bx/", "éx", true)]
    [InlineData(@"/^\s$/", "\u00a0", true)]
    [InlineData(@"/^\s$/", "\ufeff", true)]
    [InlineData(@"/^\S$/", "\u0085", true)]
    [InlineData("/a$/", "a\n", false)]
    [InlineData("/a$/m", "a\u2028b", true)]
    [InlineData("/^b/m", "a\rb", true)]
    [InlineData("/a.b/", "a\rb", false)]
    [InlineData("/^[^]$/", "\n", true)]
    [InlineData("/[]/", "a", false)]
    [InlineData("/^[a[x]]$/", "[]", true)]
    [InlineData(@"/^(?:(a)|b)\1$/", "b", true)]
    [InlineData(@"/^(?<n>a)(b)\2\k<n>$/", "abba", true)]
    [InlineData(@"/^\u0041\x42\cJ$/", "AB\n", true)]
    [InlineData(@"/^\e\-\/$/", "e-/", true)]
    [InlineData(@"/^[\d\-x]+$/", "1-x", true)]
    [InlineData(@"/^\101$/", "A", true)]
    [InlineData("/K/i", "k", true)]
    public void A_pattern_matches_as_in_JavaScript(string pattern, string text, bool expected)
    {
        var environment = JsonataEnvironment.With(new KeyValuePair<string, StepFlow.Language.Json.JsonValue>("text", text));

        Assert.Equal(expected, JsonataExpression.Parse($"$contains($text, {pattern})").Evaluate(null, environment));
    }
}
