using StepFlow.Language.Java;
using StepFlow.Language.Json;
using Xunit;

namespace StepFlow.Tests.Language.Java;

public sealed class JsonProblemTests
{
    // The first two are recorded from AWS, the others are Jackson's.
    [Theory]
    [InlineData("not some json", "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')")]
    [InlineData("{'not': 'json'", "Unexpected character (''' (code 39)): was expecting double-quote to start field name")]
    [InlineData("{\"a\" 1}", "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value")]
    [InlineData("{\"a\": 1 \"b\"}", "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries")]
    [InlineData("{\"a\": }", "Unexpected character ('}' (code 125)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')")]
    [InlineData("{\"a\": 1", "Unexpected end-of-input: expected close marker for Object")]
    [InlineData("[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries")]
    [InlineData("[1, 2", "Unexpected end-of-input: expected close marker for Array")]
    [InlineData("\"open", "Unexpected end-of-input in a String value")]
    [InlineData("\"a\nb\"", "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value")]
    [InlineData("\"\\x\"", "Unrecognized character escape 'x' (code 120)")]
    [InlineData("01", "Invalid numeric value: Leading zeroes not allowed")]
    [InlineData("1.", "Unexpected end-of-input in numeric value")]
    [InlineData("{} x", "Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')")]
    public void A_text_that_is_not_json_is_explained_in_the_words_of_jackson(string text, string problem)
    {
        Assert.Throws<JsonSyntaxException>(() => JsonValue.Parse(text));
        Assert.Equal(problem, JsonProblem.Find(text)?.Text);
    }

    // The first is recorded from AWS: it counts on from the end of the word.
    [Theory]
    [InlineData("not a definition", 3)]
    [InlineData("{'not': 'json'", 2)]
    [InlineData("{\"a\": 1", 7)]
    public void A_problem_stands_before_an_offset(string text, int offset) => Assert.Equal(offset, JsonProblem.Find(text)?.Offset);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    [InlineData("[", "")]
    public void What_is_nested_too_deeply_is_refused_without_going_down_there(string open, string close)
    {
        static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, 60_000));

        Assert.Equal(
            "Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)",
            JsonProblem.Find($"{Repeat(open)}1{Repeat(close)}")?.Text);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("null")]
    [InlineData(" {\"a\": [1, -2.5e+10, \"\\u00e9\\n\", true, {}, []]} ")]
    public void Nothing_is_wrong_with_json(string text)
    {
        JsonValue.Parse(text);
        Assert.Null(JsonProblem.Find(text));
    }
}
