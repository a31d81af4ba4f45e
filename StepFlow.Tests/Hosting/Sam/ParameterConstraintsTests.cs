using StepFlow.Hosting.Sam.Templates;
using Xunit;

namespace StepFlow.Tests.Hosting.Sam;

public sealed class ParameterConstraintsTests
{
    [Theory]
    [InlineData("Type: String, AllowedPattern: '[a-z]+'", "abc1", "Parameter 'P' must match pattern [a-z]+; it is 'abc1'.")]
    [InlineData("Type: String, AllowedPattern: '[a-z]+', ConstraintDescription: small letters", "A", "Parameter 'P' failed to satisfy constraint: small letters (it must match pattern [a-z]+; it is 'A').")]
    [InlineData("Type: String, MinLength: 3", "ab", "Parameter 'P' must contain at least 3 characters; it is 'ab'.")]
    [InlineData("Type: String, MaxLength: 1", "ab", "Parameter 'P' must contain at most 1 characters; it is 'ab'.")]
    [InlineData("Type: String, AllowedValues: [dev, live]", "test", "Parameter 'P' must be one of AllowedValues: dev, live; it is 'test'.")]
    [InlineData("Type: Number", "ten", "Parameter 'P' must be a number; it is 'ten'.")]
    [InlineData("Type: Number, MinValue: 1", "0.5", "Parameter 'P' must be a number not less than 1; it is '0.5'.")]
    [InlineData("Type: Number, MaxValue: 9", "10", "Parameter 'P' must be a number not greater than 9; it is '10'.")]
    [InlineData("Type: List<Number>", "1,x", "Parameter 'P' must be a number; it is 'x'.")]
    [InlineData("Type: CommaDelimitedList, AllowedValues: [a, b]", "a,c", "Parameter 'P' must be one of AllowedValues: a, b; it is 'c'.")]
    public void A_value_that_the_template_does_not_allow_is_refused(string declared, string value, string problem)
    {
        var e = Assert.Throws<TemplateException>(() => ValueOf(declared, value));

        Assert.Equal($"{problem} Give another value with --parameter P=<value>.", e.Problem);
    }

    [Theory]
    [InlineData("Type: Number, MinValue: 1, MaxValue: 2", "1.5", "\"1.5\"")]
    [InlineData("Type: String, AllowedPattern: 'a|b+', MinLength: 1", "bb", "\"bb\"")]
    [InlineData("Type: CommaDelimitedList, AllowedValues: [a, b]", "a, b", "[\"a\",\"b\"]")]
    public void Other_values_are_taken(string declared, string value, string expected) => Assert.Equal(expected, ValueOf(declared, value));

    private static string ValueOf(string declared, string value) => Templates.ValueOf($$"""
        Parameters: { P: { {{declared}} } }
        Resources: {}
        Metadata: { Value: !Ref P }
        """, ("P", value));
}
