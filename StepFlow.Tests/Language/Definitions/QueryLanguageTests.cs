using StepFlow.Language.Definitions;
using StepFlow.Language.States;
using Xunit;

namespace StepFlow.Tests.Language.Definitions;

public sealed class QueryLanguageTests
{
    [Theory]
    [InlineData("", "", QueryLanguage.JsonPath, QueryLanguage.JsonPath)]
    [InlineData("", "\"QueryLanguage\": \"JSONata\",", QueryLanguage.Jsonata, QueryLanguage.JsonPath)]
    [InlineData("\"QueryLanguage\": \"JSONata\",", "", QueryLanguage.Jsonata, QueryLanguage.Jsonata)]
    public void States_inside_inherit_the_language_of_the_machine(string machine, string map, QueryLanguage outer, QueryLanguage inner)
    {
        var definition = StateMachineDefinition.Parse($$"""
            { {{machine}} "StartAt": "A", "States": { "A": { {{map}} "Type": "Map", "End": true,
              "ItemProcessor": { "StartAt": "B", "States": { "B": { "Type": "Pass", "End": true } } } } } }
            """);
        var state = (MapState)definition.Root.States["A"];

        Assert.Equal(outer, state.Language);
        Assert.Equal(inner, state.Processor.States["B"].Language);
    }
}
