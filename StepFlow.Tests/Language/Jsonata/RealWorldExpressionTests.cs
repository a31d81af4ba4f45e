using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;
using Xunit;

namespace StepFlow.Tests.Language.Jsonata;

/// <summary>The expressions most used in published definitions, on inputs made for them; the values are those of jsonata 2.0.6 for JavaScript.</summary>
public sealed class RealWorldExpressionTests
{
    private static readonly JsonObject File = (JsonObject)JsonValue.Parse(
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Language", "Jsonata", "real-world.json")));

    public static TheoryData<string> Expressions => [.. Cases.Select(c => ((JsonString)c["expression"]!).Value)];

    private static IEnumerable<JsonObject> Cases => ((JsonArray)File["expressions"]!).Cast<JsonObject>();

    [Theory]
    [MemberData(nameof(Expressions))]
    public void An_expression_of_everyday_use_has_the_value_it_has_in_JavaScript(string expression)
    {
        var expected = Cases.Single(c => c["expression"] == expression)["expected"];

        var value = JsonataExpression.Parse(expression).Evaluate(input: null, JsonataEnvironment.With((JsonObject)File["bindings"]!));

        Assert.Equal(expected, value);
    }
}
