using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;
using Xunit;

namespace StepFlow.Tests.Language.Jsonata;

/// <summary>What AWS adds to JSONata, as measured there.</summary>
public sealed class StepFunctionsDialectTests
{
    [Theory]
    [InlineData("$partition([1,2,3,4,5], 2)", "[[1,2],[3,4],[5]]")]
    [InlineData("$partition([1,2,3,4,5], 2.9)", "[[1,2],[3,4],[5]]")]
    [InlineData("$partition([1,2,3])", "[[1,2,3]]")]
    [InlineData("$partition([], 2)", null)]
    [InlineData("$partition([1,2,3], 0)", null)]
    [InlineData("$partition([1,2,3,4], -0.5)", null)]
    [InlineData("$range(0, 10, 2)", "[0,2,4,6,8,10]")]
    [InlineData("$range(10, 0, -2)", "[10,8,6,4,2,0]")]
    [InlineData("$range(1.7, 5, 1)", "[1,2,3,4,5]")]
    [InlineData("$range(-1.7, 2, 1)", "[-1,0,1,2]")]
    [InlineData("$range(5, 1, -1.5)", "[5,4,3,2,1]")]
    [InlineData("$range(3, 3, 1)", "3")]
    [InlineData("$range(5, 1, 1)", null)]
    [InlineData("$range(1, 5, 0)", null)]
    [InlineData("$range(1, 5)", null)]
    [InlineData("$count($range(-9223372036854775808, 9223372036854775807, 9223372036854775807))", "3")]
    [InlineData("$hash('Hello', 'MD5')", "\"8b1a9953c4611296a827abf8c47804d7\"")]
    [InlineData("$hash('ñ', 'MD5')", "\"94e9342ecbb1458b6043ecd3bfcbc192\"")]
    [InlineData("$hash('input', 'SHA-1')", "\"140f86aae51ab9e1cda9b4254fe98a74eb54c1a1\"")]
    [InlineData("$hash('Hello', 'SHA-256')", "\"185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969\"")]
    [InlineData("$hash('Hello')", null)]
    [InlineData("$random(42)", "0.7275636800328681")]
    [InlineData("$random(0)", "0.730967787376657")]
    [InlineData("$random(0.9)", "0.730967787376657")]
    [InlineData("$random(7)", "0.7306990420600421")]
    [InlineData("$random() = $random()", "false")]
    [InlineData("$uuid() = $uuid()", "false")]
    [InlineData("$length($uuid())", "36")]
    [InlineData("$parse('{\"b\":1,\"a\":[2]}')", "{\"b\":1,\"a\":[2]}")]
    [InlineData("$exists($parse('null'))", "true")]
    [InlineData("$parse()", null)]
    [InlineData("$map(['{\"a\":1}', '{\"a\":2}'], $parse).a", "[1,2]")]
    [InlineData("$base64decode($base64encode('ñ€'))", "\"ñ€\"")]
    [InlineData("$base64decode('SGk')", "\"Hi\"")]
    [InlineData("[1/0, -1/0]", "[\"Infinity\",\"-Infinity\"]")]
    [InlineData("{'k': 0/0}", "{\"k\":\"NaN\"}")]
    [InlineData("$parseInteger('abc', '0')", "\"NaN\"")]
    [InlineData("$string(1e20) & ' ' & $string(1e21)", "\"100000000000000000000 1e+21\"")]
    [InlineData("$string(1/3)", "\"0.333333333333333\"")]
    [InlineData("$string($parse('9223372036854775807'))", "\"9223372036854775807\"")]
    [InlineData("$string($parse('9223372036854775808'))", "\"9223372036854776000\"")]
    [InlineData("$count(null)", "1")]
    public void A_function_of_Step_Functions_returns_what_it_returns_on_AWS(string text, string? expected)
    {
        var value = JsonataExpression.Parse(text).Evaluate(null);

        Assert.Equal(expected is null ? null : JsonValue.Parse(expected), value);
    }

    [Theory]
    [InlineData("$partition([1,2,3], -1)", "D3137: Second argument must be zero or greater")]
    [InlineData("$partition(null, 2)", "T0412: Argument 1 of function \"partition\" must be an array of undefined")]
    [InlineData("$range(1)", "T0410: Argument 2 of function \"range\" does not match function signature")]
    [InlineData("$hash('Hello', 'md5')", "D3137: Hash algorithm 'md5' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5")]
    [InlineData("$hash(42, 'MD5')", "T0410: Argument 1 of function \"hash\" does not match function signature")]
    [InlineData("$hash('a', 5)", "T0410: Argument 2 of function \"hash\" does not match function signature")]
    [InlineData("$uuid('seed')", "T0410: Argument 1 of function \"uuid\" does not match function signature")]
    [InlineData("$random(1, 2)", "T0410: Argument 2 of function \"random\" does not match function signature")]
    [InlineData("$parse(null)", "T0410: Argument 1 of function \"parse\" does not match function signature")]
    [InlineData("$base64decode('!!!')", "D3137: Invalid Base64")]
    [InlineData("$parse('')", "D3137: Invalid JSON")]
    [InlineData("$parse('{\"a\":1}{\"b\":2}')", "D3137: Invalid JSON")]
    [InlineData("$parse('{\"a\":1,\"a\":2}')", "D3137: Invalid JSON")]
    [InlineData("$parse('1e400')", "D3137: Invalid JSON")]
    public void A_function_of_Step_Functions_refuses_what_it_refuses_on_AWS(string text, string message)
    {
        var e = Assert.Throws<JsonataException>(() => JsonataExpression.Parse(text).Evaluate(null));

        Assert.Equal(message, $"{e.Code}: {e.Message}");
    }

    [Fact]
    public void Time_chance_and_ids_come_from_the_environment()
    {
        var environment = new JsonataEnvironment
        {
            Now = new DateTimeOffset(2026, 1, 5, 9, 15, 30, 123, TimeSpan.FromHours(1)),
            Random = new Random(1),
            NewGuid = () => new Guid("01234567-89ab-4cde-8f01-23456789abcd"),
        };

        var value = JsonataExpression.Parse("[$now(), $millis(), $random(), $uuid()]").Evaluate(null, environment);

        Assert.Equal(
            JsonArray.Of("2026-01-05T08:15:30.123Z", 1767600930123L, new Random(1).NextDouble(), "01234567-89ab-4cde-8f01-23456789abcd"), value);
    }

    [Fact]
    public void A_number_that_is_not_computed_with_keeps_its_digits()
    {
        var input = JsonValue.Parse("""{"a": [{"n": 1.50}, {"n": 1152921504606846977}]}""");

        Assert.Equal("[1.50,1152921504606846977]", JsonataExpression.Parse("a.n").Evaluate(input)!.ToString());
    }

    [Fact]
    public void Variables_are_looked_up_when_they_are_used_and_once()
    {
        var variables = new Counting();

        var value = JsonataExpression.Parse("$x + $x + (false ? $y : 0)").Evaluate(null, new JsonataEnvironment { Variables = variables });

        Assert.Equal(4, value);
        Assert.Equal(["x"], variables.Asked);
    }

    private sealed class Counting : IJsonataVariables
    {
        public List<string> Asked { get; } = [];

        public JsonValue? Lookup(string name)
        {
            Asked.Add(name);
            return 2;
        }
    }
}
