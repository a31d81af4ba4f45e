using StepFlow.Language.Validation.Reporting;
using Xunit;

namespace StepFlow.Tests.Language.Validation.Reporting;

public sealed class JsonLocationsTests
{
    private const string Text = """
        {
          "StartAt": "A",
          "States": {
            "A/\u0042": {
              "Type": "Choice", "Choices": [
                { "Next": "x" },
                { "Next": "y, ] } \" z" }
              ]
            }
          }
        }
        """;

    [Theory]
    [InlineData(null, 1, 1)]
    [InlineData("/", 1, 1)]
    [InlineData("/StartAt", 2, 3)]
    [InlineData("/States", 3, 3)]
    [InlineData("/States/A/B", 4, 5)]
    [InlineData("/States/A/B/Choices", 5, 25)]
    [InlineData("/States/A/B/Choices[1]", 7, 9)]
    [InlineData("/States/A/B/Choices[1]/Next", 7, 11)]
    [InlineData("/States/A/B/Choices[1]/Variable", 7, 9)]
    [InlineData("/States/A/B/Choices[9]/Next", 5, 25)]
    [InlineData("/Nothing/here", 1, 1)]
    public void A_place_has_line_and_column(string? location, int line, int column) =>
        Assert.Equal(new TextPosition(line, column), JsonLocations.Of(Text).Find(location));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{"a": [1, 2""")]
    [InlineData("""{"a": "\q"}""")]
    [InlineData("""{"unfinished\""")]
    public void Text_that_is_no_JSON_has_a_start(string text) => Assert.Equal(TextPosition.Start, JsonLocations.Of(text).Find("/b"));

    [Fact]
    public void Absurd_nesting_is_no_trouble() => Assert.Equal(TextPosition.Start, JsonLocations.Of(new string('[', 100_000)).Find("/a"));
}
