using StepFlow.ConsoleUI.Shared;
using Xunit;

namespace StepFlow.Tests.ConsoleUI;

public sealed class JsonTextTests
{
    [Fact]
    public void Numbers_and_letters_stay_as_they_were_written() => Assert.Equal(
        "{\n  \"big\": 1152921504606846977,\n  \"text\": \"Grüße\",\n  \"exact\": 1.0\n}",
        JsonText.Pretty("""{"big":1152921504606846977,"text":"Grüße","exact":1.0}""").ReplaceLineEndings("\n"));

    [Fact]
    public void A_text_that_is_no_json_is_shown_as_it_is() => Assert.Equal("{no", JsonText.Pretty("{no"));

    [Theory]
    [InlineData("{}", null)]
    [InlineData("{\n  \"a\": nil\n}", "Line 2, column 9:")]
    [InlineData("", "Line 1, column 1:")]
    public void A_problem_has_its_place(string text, string? place)
    {
        if (place is null)
        {
            Assert.Null(JsonText.Problem(text));
        }
        else
        {
            Assert.StartsWith(place, JsonText.Problem(text), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"a": [1, true, "x\"y"]}""", "key:\"a\" number:1 word:true string:\"x\\\"y\"")]
    [InlineData("""{"open": "no end""", "key:\"open\" string:\"no end")]
    [InlineData("-1.5e3", "number:-1.5e3")]
    public void Tokens_are_told_apart(string text, string tokens)
    {
        var cut = JsonTokens.Of(text).ToList();

        Assert.Equal(text, string.Concat(cut.Select(t => t.Text)));
        Assert.Equal(tokens, string.Join(' ', cut.Where(t => t.Kind is not null).Select(t => $"{t.Kind}:{t.Text}")));
    }
}
