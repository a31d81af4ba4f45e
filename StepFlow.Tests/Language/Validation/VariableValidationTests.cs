using StepFlow.Language.Validation;
using Xunit;

namespace StepFlow.Tests.Language.Validation;

public sealed class VariableValidationTests
{
    [Fact]
    public void A_name_of_an_outer_scope_cannot_be_assigned_again() => Assert.Equal(
        [
            new(Severity.Error, "DUPLICATE_VARIABLE_NAME", "The variable name 'x' was already defined in a parent scope.", "/States/B/ItemProcessor/States/C/Assign/x.$"),
            new(Severity.Error, "DUPLICATE_VARIABLE_NAME", "The variable name 'y' was already defined in a parent scope.", "/States/B/ItemProcessor/States/C/Assign/y"),
        ],
        DefinitionValidator.Validate("""
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
              "B": {"Type": "Map", "Assign": {"y.$": "$"}, "End": true,
                    "ItemProcessor": {"StartAt": "C", "States": {"C": {"Type": "Pass", "Assign": {"x.$": "$", "y": 1, "z": 2}, "End": true}}}}}}
            """));

    [Fact]
    public void Names_of_inner_scopes_do_not_meet() => Assert.Empty(DefinitionValidator.Validate("""
        {"StartAt": "A", "States": {
          "A": {"Type": "Parallel", "End": true, "Branches": [
            {"StartAt": "B", "States": {"B": {"Type": "Pass", "Assign": {"x": 1}, "End": true}}},
            {"StartAt": "C", "States": {"C": {"Type": "Pass", "Assign": {"x": 1}, "End": true}}}]}}}
        """));

    [Fact]
    public void A_catcher_may_assign_what_the_lost_scope_had() => Assert.Empty(DefinitionValidator.Validate("""
        {"StartAt": "A", "States": {
          "A": {"Type": "Parallel", "Next": "E", "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"x": 1}, "Next": "E"}], "Branches": [
            {"StartAt": "B", "States": {"B": {"Type": "Pass", "Assign": {"x": 1}, "End": true}}}]},
          "E": {"Type": "Succeed"}}}
        """));

    [Theory]
    [InlineData("""{"Type": "Pass", "InputPath": "$x.a", "End": true}""", "/States/B/InputPath")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a": {"b.$": "States.Format('{}', $x)"}}, "End": true}""", "/States/B/Parameters/a/b.$")]
    [InlineData("""{"Type": "Wait", "SecondsPath": "$x", "End": true}""", "/States/B/SecondsPath")]
    [InlineData("""{"Type": "Fail", "CausePath": "$x"}""", "/States/B/CausePath")]
    [InlineData("""{"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $x & $known & $string(1) & $states.input %}", "End": true}""", "/States/B/Output")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a.$": "$known", "b.$": "$$.Execution.Id", "c.$": "$.x"}, "End": true}""")]
    public void A_variable_that_nobody_assigns_is_noted(string state, params string[] locations) => Assert.Equal(
        locations.Select(at => new Diagnostic(Severity.Warning, "POSSIBLY_UNDEFINED_VARIABLE", "Variable 'x' is possibly not defined.", at)),
        DefinitionValidator.Validate($$"""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"known": 1}, "Next": "B"}, "B": {{state}} } }"""));

    [Theory]
    [InlineData("INLINE")]
    [InlineData("DISTRIBUTED", "/States/B/ItemProcessor/States/C/InputPath")]
    public void Children_of_a_distributed_map_cannot_read_outer_scopes(string mode, params string[] locations) => Assert.Equal(
        locations,
        DefinitionValidator.Validate($$"""
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "B"},
              "B": {"Type": "Map", "End": true, "ItemProcessor": {
                "ProcessorConfig": {"Mode": "{{mode}}"{{(mode is "INLINE" ? "" : """, "ExecutionType": "STANDARD" """)}} },
                "StartAt": "C", "States": {"C": {"Type": "Pass", "InputPath": "$x", "End": true} } } } } }
            """).Select(d => d.Location));

    [Fact]
    public void A_state_by_itself_may_read_any_variable() =>
        Assert.Empty(DefinitionValidator.ValidateState("""{"Type": "Pass", "InputPath": "$x", "End": true}"""));
}
