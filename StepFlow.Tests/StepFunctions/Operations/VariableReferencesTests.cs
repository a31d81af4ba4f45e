using StepFlow.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Operations;

public sealed class VariableReferencesTests
{
    [Theory]
    [InlineData("""{"Type":"Pass","InputPath":"$a.b[0]","OutputPath":"$b","ResultPath":"$.c"}""", "a b")]
    [InlineData("""{"Type":"Pass","Parameters":{"a.$":"$a","b":"$b","FilePath":"$c","d":[{"e.$":"States.Format('$f {}', $g, $.h, $$.Execution.Id)"}]}}""", "a g")]
    [InlineData("""{"Type":"Pass","Result":{"a.$":"$a"},"Comment":"$b","Assign":{"c":"$d","e.$":"$e"}}""", "e")]
    [InlineData("""{"Type":"Choice","Choices":[{"And":[{"Variable":"$a","IsPresent":true},{"Not":{"Variable":"$.x","StringEqualsPath":"$b.c"}}],"Assign":{"d.$":"$e"},"Next":"S"}]}""", "a b e")]
    [InlineData("""{"Type":"Wait","SecondsPath":"$a"}""", "a")]
    [InlineData("""{"Type":"Task","Resource":"r","TimeoutSecondsPath":"$a","Credentials":{"RoleArn.$":"$b"},"Catch":[{"ErrorEquals":["E"],"ResultPath":"$.c","Assign":{"d.$":"$e"}}]}""", "a b e")]
    [InlineData("""{"Type":"Map","ItemsPath":"$a","ItemReader":{"ReaderConfig":{"MaxItemsPath":"$b"},"Parameters":{"Key.$":"$c"}},"ItemBatcher":{"BatchInput":{"d.$":"$d"}}}""", "a b c d")]
    public void Paths_name_variables(string state, string variables) =>
        AssertReferences($"{{\"States\":{{\"S\":{state}}}}}", $"S: {variables}");

    [Theory]
    [InlineData("""{"Type":"Pass","Output":"{% $a + $states.input.b %}","Assign":{"c":"{% $sum($d.e) %}"}}""", "a d")]
    [InlineData("""{"Type":"Pass","Output":{"x":["{% ($y := 1; $y + $z) %}", "$w"]}}""", "z")]
    [InlineData("""{"Type":"Pass","Output":"{% $map($a, function($v) { $v * $b }) %}"}""", "a b")]
    [InlineData("""{"Type":"Choice","Choices":[{"Condition":"{% $a > 1 %}","Output":"{% $b %}","Next":"S"}]}""", "a b")]
    public void Expressions_name_variables(string state, string variables) =>
        AssertReferences($"{{\"QueryLanguage\":\"JSONata\",\"States\":{{\"S\":{state}}}}}", $"S: {variables}");

    [Fact]
    public void States_of_processors_and_branches_stand_for_themselves() => AssertReferences(
        """
        {"States":{
          "M":{"Type":"Map","ItemSelector":{"a.$":"$a"},"ItemProcessor":{"States":{"I":{"Type":"Pass","InputPath":"$b"}}}},
          "P":{"Type":"Parallel","Branches":[{"States":{"B":{"Type":"Pass","QueryLanguage":"JSONata","Output":"{% $c %}"}}}]}}}
        """,
        "B: c",
        "I: b",
        "M: a");

    [Fact]
    public void Without_references_there_is_nothing_to_tell() =>
        Assert.Null(VariableReferences.Of("""{"States":{"S":{"Type":"Pass","Parameters":{"a":"$b"},"Assign":{"c.$":"$.d"}}}}"""));

    private static void AssertReferences(string definition, params string[] expected) => Assert.Equal(
        expected,
        VariableReferences.Of(definition)!.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}: {string.Join(' ', r.Value)}"));
}
