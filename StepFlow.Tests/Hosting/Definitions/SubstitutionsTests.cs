using StepFlow.Hosting.Definitions;
using Xunit;

namespace StepFlow.Tests.Hosting.Definitions;

public sealed class SubstitutionsTests
{
    [Theory]
    [InlineData("worker", "Worker")]
    [InlineData("order-worker", "OrderWorker")]
    [InlineData("flowExpress", "FlowExpress")]
    [InlineData("a-2-b", "A2B")]
    public void A_resource_is_named_in_pascal_case(string resource, string name) => Assert.Equal(name, Substitutions.NameOf(resource));

    [Fact]
    public void Every_occurrence_is_replaced_and_stays_json()
    {
        var values = new Dictionary<string, string> { ["Worker"] = "arn:aws:lambda:x", ["Text"] = "say \"hi\"" };

        Assert.Equal(
            """{"a":"arn:aws:lambda:x","b":"arn:aws:lambda:x:1","c":"say \"hi\""}""",
            Substitutions.Apply("""{"a":"${Worker}","b":"${Worker}:1","c":"${Text}"}""", values, "f"));
    }

    [Theory]
    [InlineData("$.a")]
    [InlineData("{% $states.input.${ %}")]
    [InlineData("${with space}")]
    [InlineData("$${")]
    public void Other_uses_of_the_dollar_are_left_alone(string text) => Assert.Equal(text, Substitutions.Apply(text, new Dictionary<string, string>(), "f"));

    [Fact]
    public void A_name_nobody_knows_is_an_error_with_its_place()
    {
        var e = Assert.Throws<DefinitionFileException>(() =>
            Substitutions.Apply("{\n  \"Resource\": \"${Wroker}\"\n}", new Dictionary<string, string> { ["Worker"] = "x" }, "flow.asl.json"));

        Assert.Equal(new TextPlace(2, 16), Assert.Single(e.Problems).Place);
        Assert.StartsWith("flow.asl.json(2,16): error: '${Wroker}' stands for nothing. Known: ${Worker}.", e.Message, StringComparison.Ordinal);
    }
}
