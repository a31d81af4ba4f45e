using StepFlow.Language.Jsonata;
using Xunit;

namespace StepFlow.Tests.Language.Jsonata;

public sealed class JsonataReferencesTests
{
    [Theory]
    [InlineData("phone", "phone")]
    [InlineData("phone.home + age", "phone,age")]
    [InlineData("$sum(orders.price)", "orders")]
    [InlineData("{\"a\": b}", "b")]
    [InlineData("$", "$")]
    [InlineData("$$.a", "$$")]
    [InlineData("$states.input.($$)", "$$")]
    [InlineData("*", "*")]
    [InlineData("\"a\".b", "a")]
    [InlineData("$map($states.input.a, function($x){ b })", "b")]
    [InlineData("$states.input.items[value > 3].(name & $)", "")]
    [InlineData("$states.input.items^(price){name: $sum(price)}", "")]
    [InlineData("$states.input ~> |items|{\"a\": b}, \"c\"|", "")]
    [InlineData("$states.input.**.name", "")]
    [InlineData("\"text\" & 1", "")]
    public void What_is_taken_from_the_input_at_the_top_level_is_found(string text, string expected) =>
        Assert.Equal(expected, string.Join(',', JsonataExpression.Parse(text).References.Input));

    [Theory]
    [InlineData("$x + $sum($y)", "x,y")]
    [InlineData("($x := 1; $x + $y)", "y")]
    [InlineData("($f := function($n){ $n = 0 ? $m : $f($n - 1) }; $f(3))", "m")]
    [InlineData("$a.b@$i#$p.($i + $p + $q)", "a,q")]
    [InlineData("$states.input", "states")]
    [InlineData("function($x){ $x & $z }", "z")]
    public void Variables_that_must_come_from_outside_are_found(string text, string expected) =>
        Assert.Equal(expected, string.Join(',', JsonataExpression.Parse(text).References.Variables));

    [Fact]
    public void Paths_behind_a_variable_are_followed_as_far_as_they_are_plain()
    {
        var paths = JsonataExpression.Parse("$states.input.user[0].name & $states.result.`a b`.c & $x").References.Paths;

        Assert.Equal(["states.input.user", "states.result.a b.c", "x"], paths.Select(p => string.Join('.', p)));
    }
}
