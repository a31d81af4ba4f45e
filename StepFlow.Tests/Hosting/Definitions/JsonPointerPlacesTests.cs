using StepFlow.Hosting.Definitions;
using Xunit;

namespace StepFlow.Tests.Hosting.Definitions;

public sealed class JsonPointerPlacesTests
{
    private const string Text = """
        {
          "StartAt": "é",
          "States": {
            "a/b": { "Type": "Pass" },
            "List": [ 1, { "x~y": true } ]
          }
        }
        """;

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("/", 1, 1)]
    [InlineData("/StartAt", 2, 3)]
    [InlineData("/States", 3, 3)]
    [InlineData("/States/a~1b", 4, 5)]
    [InlineData("/States/a~1b/Type", 4, 14)]
    [InlineData("/States/List/1", 5, 18)]
    [InlineData("/States/List/1/x~0y", 5, 20)]
    [InlineData("/States/a~1b/Next", 4, 5)]
    [InlineData("/Nowhere/at/all", 1, 1)]
    public void A_pointer_leads_to_the_name_or_to_what_is_above_it(string pointer, int line, int column) =>
        Assert.Equal(new TextPlace(line, column), JsonPointerPlaces.Find(Text, pointer));
}
