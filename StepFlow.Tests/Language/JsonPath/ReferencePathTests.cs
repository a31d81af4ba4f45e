using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;
using Xunit;

namespace StepFlow.Tests.Language.JsonPath;

public sealed class ReferencePathTests
{
    [Theory]
    [InlineData("$", """{"a":1}""", "9")]
    [InlineData("$.b", """{"a":1}""", """{"a":1,"b":9}""")]
    [InlineData("$.a.b.c", """{"a":{"x":1}}""", """{"a":{"x":1,"b":{"c":9}}}""")]
    [InlineData("$.a", "null", """{"a":9}""")]
    [InlineData("$.a[1]", """{"a":[1,2]}""", """{"a":[1,9]}""")]
    [InlineData("$.a[1].b", """{"a":[1,{"c":1}]}""", """{"a":[1,{"c":1,"b":9}]}""")]
    [InlineData("$['x y']", "{}", """{"x y":9}""")]
    public void A_value_is_put_at_its_place(string path, string root, string expected) =>
        Assert.Equal(expected, ReferencePath.Parse(path).Set(JsonValue.Parse(root), 9).ToString());

    [Fact]
    public void What_lies_beside_the_path_is_shared()
    {
        var root = (JsonObject)JsonValue.Parse("""{"big":[1,2,3],"a":{"b":1}}""");

        Assert.Same(root["big"], ((JsonObject)ReferencePath.Parse("$.a.b").Set(root, 2))["big"]);
    }

    [Theory]
    [InlineData("$.b", "\"text\"", "Unable to apply step \"b\" to input \"text\"")]
    [InlineData("$.a.b", """{"a":[1]}""", "Unable to apply step \"b\" to input [1]")]
    [InlineData("$.a[2]", """{"a":[1]}""", "Unable to apply step \"2\" to input [1]")]
    public void A_place_that_can_not_be_is_an_error(string path, string root, string cause)
    {
        var failure = Assert.Throws<StatesException>(() => ReferencePath.Parse(path).Set(JsonValue.Parse(root), 9));

        Assert.Equal(cause, failure.Error.Cause);
    }

    [Theory]
    [InlineData("$.a[*]")]
    [InlineData("$..a")]
    [InlineData("$.a[0,1]")]
    [InlineData("$.a[-1]")]
    [InlineData("a")]
    [InlineData("$$.a")]
    public void Paths_to_several_places_are_no_reference_paths(string path) => Assert.Throws<JsonPathException>(() => ReferencePath.Parse(path));
}
