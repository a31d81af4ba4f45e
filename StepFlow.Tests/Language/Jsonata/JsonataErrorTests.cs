using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;
using Xunit;

namespace StepFlow.Tests.Language.Jsonata;

/// <summary>Errors say what AWS says, and where.</summary>
public sealed class JsonataErrorTests
{
    [Theory]
    [InlineData("a[1,2)", "S0202", "Expected \"]\", got \",\"", 4)]
    [InlineData("\"unterminated", "S0101", "String literal must be terminated by a matching quote", 13)]
    [InlineData("1 +", "S0207", "Unexpected end of expression", 3)]
    [InlineData("{\"a\":}", "S0211", "The symbol \"}\" cannot be used as a unary operator", 6)]
    [InlineData("$x :=", "S0207", "Unexpected end of expression", 5)]
    [InlineData("$match(\"a\", /abc", "S0302", "No terminating / in regular expression", 16)]
    [InlineData("a ?: b", "S0211", "The symbol \":\" cannot be used as a unary operator", 4)]
    [InlineData("a ?? b", "S0211", "The symbol \"?\" cannot be used as a unary operator", 4)]
    [InlineData("(1", "S0203", "Expected \")\" before end of expression", 2)]
    [InlineData("1e1000", "S0102", "Number out of range: \"1e1000\"", 0)]
    [InlineData("a ! b", "S0204", "Unknown operator: \"!\"", 3)]
    [InlineData("/(/", "S0302", "No terminating / in regular expression", 3)]
    [InlineData("/a**/", "S0303", "Invalid regular expression: \"a**\"", 5)]
    public void Text_that_is_no_expression_is_refused_with_code_message_and_place(string text, string code, string message, int position)
    {
        var e = Assert.Throws<JsonataException>(() => JsonataExpression.Parse(text));

        Assert.Equal((code, message, position), (e.Code, e.Message, e.Position));
        Assert.True(e.IsSyntaxError);
    }

    [Theory]
    [InlineData("$eval('1+1')", ". T1006: Attempted to invoke a non-function")]
    [InlineData("$randomSeeded(5)", ". T1006: Attempted to invoke a non-function")]
    [InlineData("$abs('x')", ". T0410: Argument 1 of function \"abs\" does not match function signature")]
    [InlineData("'x' ~> $abs", ". T0410: Argument 1 of function \"abs\" does not match function signature")]
    [InlineData("$sum(['a'])", ". T0412: Argument 1 of function \"sum\" must be an array of \"numbers\"")]
    [InlineData("$each('x', function($v){$v})", ". T0410: Argument 1 of function \"each\" does not match function signature")]
    [InlineData("1 < 'a'", ". T2009: The values 1 and \"a\" either side of operator \"<\" must be of the same data type")]
    [InlineData("1 + {}", ". T2002: The right side of the \"+\" operator must evaluate to a number")]
    [InlineData("$sqrt(-1)", ". D3060: The sqrt function cannot be applied to a negative number: -1")]
    [InlineData("$split('a','b',-1)", ". D3020: Third argument of split function must evaluate to a positive number")]
    [InlineData("$reduce([1,2], function($a){$a})", ". D3050: The second argument of reduce function must be a function with at least two arguments")]
    [InlineData("$single([1,2], function($x){true})", ". D3138: The $single() function expected exactly 1 matching result.  Instead it matched more.")]
    [InlineData("$formatNumber(1, 'x')", ". D3086: The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character")]
    [InlineData("$error('no such order')", ". D3137: no such order")]
    [InlineData("sum([1])", ". T1005: Attempted to invoke a non-function. Did you mean $sum?")]
    [InlineData("1" + "+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1",
        ": Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive")]
    [InlineData("[1..900000] ~> $count()", ": Expression evaluation memory limit exceeded: Check for excessive memory usage")]
    public void A_failed_evaluation_ends_the_sentence_as_AWS_does(string text, string end)
    {
        var e = Assert.Throws<JsonataException>(() => Evaluate(text));

        Assert.Equal(end, e.SentenceEnd);
    }

    [Fact]
    public void A_loop_without_end_is_ended_by_the_clock()
    {
        var limits = JsonataLimits.StepFunctions with { MaxTime = TimeSpan.FromMilliseconds(50) };

        var e = Assert.Throws<JsonataException>(() => Evaluate("($f := function($x){ $f($x+1) }; $f(1))", limits));

        Assert.True(e.IsGuard);
        Assert.Equal(": Expression evaluation timeout: Check for infinite loop", e.SentenceEnd);
    }

    [Fact]
    public void A_function_is_no_result()
    {
        var expression = JsonataExpression.Parse("{\"f\": [$sum]}");

        Assert.Equal(JsonataResultKind.Function, expression.EvaluateRaw(null).Kind);
        Assert.True(Assert.Throws<JsonataException>(() => expression.Evaluate(null)).IsFunctionResult);
    }

    private static JsonValue? Evaluate(string text, JsonataLimits? limits = null) =>
        JsonataExpression.Parse(text).Evaluate(null, JsonataEnvironment.Empty with { Limits = limits ?? JsonataLimits.StepFunctions });
}
