using StepFlow.Language.Json;
using StepFlow.Language.Validation;
using Xunit;

namespace StepFlow.Tests.Language.Validation;

/// <summary>What AWS's ValidateStateMachineDefinition was seen to answer to expressions.</summary>
public sealed class JsonataValidationTests
{
    [Theory]
    [InlineData("a[1,2)", "Expected \"]\", got \",\"")]
    [InlineData("\"unterminated", "String literal must be terminated by a matching quote")]
    [InlineData("1 +", "Unexpected end of expression")]
    [InlineData("{\"a\":}", "The symbol \"}\" cannot be used as a unary operator")]
    [InlineData("$x :=", "Unexpected end of expression")]
    [InlineData("$match(\"a\", /abc", "No terminating / in regular expression")]
    [InlineData("phone %.other", "The symbol \".\" cannot be used as a unary operator")]
    [InlineData("", "Unexpected end of expression")]
    public void What_is_no_expression_is_refused(string expression, string message) =>
        Assert.Equal([new(Severity.Error, "INVALID_JSONATA_EXPRESSION", message, "/States/A/Output/v")], Judge(expression));

    [Theory]
    [InlineData("phone")]
    [InlineData("phone[0].number")]
    [InlineData("-phone")]
    [InlineData("$states.input.a ? phone : 2")]
    [InlineData("phone in $states.input.b")]
    [InlineData("phone(1)")]
    [InlineData("phone ~> $string()")]
    [InlineData("[1..phone]")]
    [InlineData("(phone).other")]
    [InlineData("[phone].other")]
    [InlineData("{phone: 1}")]
    [InlineData("($x := phone; $x)")]
    [InlineData("$map($states.input.a, function($y){ phone })")]
    [InlineData("$count(phone[inner])")]
    [InlineData("phone.**.deeper")]
    [InlineData("$", "$")]
    [InlineData("$string($)", "$")]
    [InlineData("$map($states.input.a, function($x){ $ })", "$")]
    [InlineData("aaa + bbb + aaa", "aaa", "bbb")]
    [InlineData("[bbb, aaa]", "bbb", "aaa")]
    [InlineData("$number(aaa) + $number(bbb)", "aaa", "bbb")]
    public void An_expression_has_no_input(string expression, params string[] names) => Assert.Equal(
        (names is [] ? ["phone"] : names).Select(name => $"Reference to '{name}' at the top level is not supported."),
        Judge(expression).Select(d => d.Code is "UNSUPPORTED_JSONATA_EXPRESSION" ? d.Message : d.Code));

    [Theory]
    [InlineData("$states.input.a[0].phone")]
    [InlineData("$states.input.items[phone > 3]")]
    [InlineData("$states.input.a^(phone)")]
    [InlineData("$states.input.a{'k': phone}")]
    [InlineData("$states.input.a.(phone)")]
    [InlineData("$states.input.a.$phone")]
    [InlineData("$states.input ~> |phone|{'b': 1}|")]
    [InlineData("**.phone")]
    [InlineData("{'k': 1}.phone")]
    [InlineData("$states.input.a[0][phone]")]
    [InlineData("$states.input.a[$ > 1]")]
    [InlineData("function($x){ $x.phone }")]
    [InlineData("'phone'")]
    [InlineData("$now()")]
    [InlineData("$states.input.errorOutput")]
    [InlineData("$states.error")]
    [InlineData("$states")]
    public void Everything_behind_a_variable_is_accepted(string expression) => Assert.DoesNotContain(Judge(expression), d => d.IsError);

    [Theory]
    [InlineData("$$", "Reference to '$$' is not supported.")]
    [InlineData("$$.phone", "Reference to '$$' is not supported.")]
    [InlineData("$states.errorOutput", "Field '$states.errorOutput' does not exist.")]
    [InlineData("$states.errorOutput.Cause ? 1 : 2", "Field '$states.errorOutput' does not exist.")]
    [InlineData("$states.result", "Field '$states.result' does not exist.")]
    public void What_is_not_there_is_refused(string expression, string message) =>
        Assert.Equal([new(Severity.Error, "UNSUPPORTED_JSONATA_EXPRESSION", message, "/States/A/Output/v")], Judge(expression));

    [Fact]
    public void Results_and_errors_are_there_where_they_come_up() => Assert.Empty(DefinitionValidator.Validate("""
        {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
          "A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f"},
                "Assign": {"r": "{% $states.result %}"}, "Output": "{% $states.result.Payload %}",
                "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B",
                           "Assign": {"e": "{% $states.errorOutput %}"}, "Output": "{% $states.errorOutput.Cause %}"}],
                "Next": "B"},
          "B": {"Type": "Succeed"}}}
        """));

    [Theory]
    [InlineData("""{"Type":"Wait","Seconds":"{% phone %}","End":true}""", "/States/A/Seconds")]
    [InlineData("""{"Type":"Fail","Cause":"{% phone %}"}""", "/States/A/Cause")]
    [InlineData("""{"Type":"Pass","Assign":{"Next":"{% phone %}"},"End":true}""", "/States/A/Assign/Next")]
    [InlineData("""{"Type":"Pass","Output":{"a":{"b":["{% phone %}"]}},"End":true}""", "/States/A/Output/a/b[0]")]
    [InlineData("""{"Type":"Pass","Comment":"{% phone %}","End":true}""")]
    [InlineData("""{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:s3:listBuckets","Arguments":{},"Retry":[{"ErrorEquals":["{% phone %}"]}],"End":true}""")]
    [InlineData("""{"Type":"Choice","Choices":[{"Condition":"{% phone = 1 %}","Next":"A"}],"Default":"A"}""", "/States/A/Choices[0]/Condition")]
    public void Fields_that_take_expressions(string state, params string[] locations) =>
        Assert.Equal(locations, DefinitionValidator.Validate($$"""{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": {{state}} } }""")
            .Where(d => d.Code is "UNSUPPORTED_JSONATA_EXPRESSION").Select(d => d.Location));

    private static IEnumerable<Diagnostic> Judge(string expression)
    {
        var output = new JsonObjectBuilder().Set("v", $"{{% {expression} %}}").Build();
        return DefinitionValidator.Validate($$"""{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": {{output}}, "End": true } } }""");
    }
}
