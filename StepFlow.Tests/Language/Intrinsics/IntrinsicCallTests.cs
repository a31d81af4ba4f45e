using StepFlow.Language.Errors;
using StepFlow.Language.Intrinsics;
using StepFlow.Language.Java;
using StepFlow.Language.Json;
using Xunit;

namespace StepFlow.Tests.Language.Intrinsics;

public sealed class IntrinsicCallTests
{
    private static readonly IntrinsicEnvironment Environment = new(new Random(1), () => new Guid("11111111-2222-4333-8444-555555555555"));

    [Theory]
    [InlineData("States.Format('Hello {}', $.name)", """{"name":"Ada"}""", "\"Hello Ada\"")]
    [InlineData("States.Format('{} {} {}', $.a, $.b, $.c)", """{"a":"x","b":2,"c":true}""", "\"x 2 true\"")]
    [InlineData(@"States.Format('Name: \'{}\', Surname: ""{}""', $.a, $.b)", """{"a":"G","b":"M"}""", "\"Name: 'G', Surname: \\\"M\\\"\"")]
    [InlineData(@"States.Format('\{{}\}', 1)", "{}", "\"{1}\"")]
    [InlineData("States.Format($.t, $.n)", """{"t":"Hi {}","n":null}""", "\"Hi null\"")]
    [InlineData("States.Format('{}', $.o)", """{"o":{"a":1,"b":[1.50,"x",{}]}}""", "\"{a=1, b=[1.5, x, {}]}\"")]
    [InlineData("States.Format('{}', States.JsonToString($.o))", """{"o":{"a":[1,2]}}""", "\"{\\\"a\\\":[1,2]}\"")]
    [InlineData("States.Format('{}|{}', $.a, $.b)", """{"a":1e10,"b":0.0001}""", "\"1.0E10|1.0E-4\"")]
    [InlineData("States.Array( 42 , true,null, 'x', States.Array() )", "{}", """[42,true,null,"x",[]]""")]
    [InlineData("States.ArrayPartition($.arr, 2.6)", """{"arr":[1,2,3,4,5]}""", "[[1,2],[3,4],[5]]")]
    [InlineData("States.ArrayPartition($.arr, 10)", """{"arr":[]}""", "[]")]
    [InlineData("States.ArrayContains($.arr, $.t)", """{"arr":[{"a":1},{"b":2}],"t":{"b":2}}""", "true")]
    [InlineData("States.ArrayContains($.arr, $.t)", """{"arr":[{"a":1,"b":2}],"t":{"b":2,"a":1}}""", "false")]
    [InlineData("States.ArrayContains($.arr, true)", """{"arr":["true"]}""", "true")]
    [InlineData("States.ArrayContains($.arr, false)", """{"arr":[0,1]}""", "false")]
    [InlineData("States.ArrayContains($.arr, null)", """{"arr":[1,null]}""", "true")]
    [InlineData("States.ArrayRange(1.4, 5.6, 2.2)", "{}", "[1,3,5]")]
    [InlineData("States.ArrayRange(5.4, -0.6, -2.4)", "{}", "[5,3,1]")]
    [InlineData("States.ArrayRange(5, 1, 1)", "{}", "[]")]
    [InlineData("States.ArrayRange(3, 3, -1)", "{}", "[3]")]
    [InlineData("States.ArrayGetItem($.arr, 1.2)", """{"arr":[10,20]}""", "20")]
    [InlineData("States.ArrayGetItem($.arr, 999)", """{"arr":[]}""", "null")]
    [InlineData("States.ArrayLength($[?(@.a == 'x,)')])", """[{"a":"x,)"}]""", "1")]
    [InlineData("States.ArrayUnique($.arr)", """{"arr":[true,false,true]}""", "[false,true]")]
    [InlineData("States.ArrayUnique($.arr)", """{"arr":[[1,2],[1,2],[2,1]]}""", "[[2,1],[1,2]]")]
    [InlineData("States.ArrayUnique($.arr)", """{"arr":[1,"1",1,"01"]}""", """[1,"1","01"]""")]
    [InlineData("States.ArrayUnique($.arr)", """{"arr":[{"a":1,"b":2},{"b":2,"a":1}]}""", """[{"a":1,"b":2}]""")]
    [InlineData("States.Base64Encode('✓')", "{}", "\"4pyT\"")]
    [InlineData("States.Base64Decode(' YWJj ZA== ')", "{}", "\"abcd\"")]
    [InlineData("States.Base64Decode('YWJjZA')", "{}", "\"abcd\"")]
    [InlineData("States.Hash('hello', 'MD5')", "{}", "\"5d41402abc4b2a76b9719d911017c592\"")]
    [InlineData("States.Hash('hello', 'SHA-1')", "{}", "\"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d\"")]
    [InlineData("States.JsonMerge($.a, $.b, false)", """{"a":{"x":{"y":1},"z":1},"b":{"x":{"w":2}}}""", """{"x":{"w":2},"z":1}""")]
    [InlineData("States.MathAdd($.a, $.b)", """{"a":1.6,"b":2.7}""", "5")]
    [InlineData("States.MathAdd(-1.5, 0)", "{}", "-1")]
    [InlineData("States.MathAdd(2147483646, 1)", "{}", "2147483647")]
    [InlineData("States.MathRandom(1, 2)", "{}", "1")]
    [InlineData("States.StringSplit('1a2b3ab4', 'ab')", "{}", """["1","2","3","4"]""")]
    [InlineData("States.StringSplit('', ',')", "{}", "[]")]
    [InlineData("States.StringToJson('')", "{}", "null")]
    [InlineData("States.StringToJson('{\"a\":1.0}')", "{}", """{"a":1.0}""")]
    [InlineData("States.UUID()", "{}", "\"11111111-2222-4333-8444-555555555555\"")]
    [InlineData("States.MathAdd($$.Execution.Input.n, $v.w[0])", """{"n":1}""", "8")]
    public void A_call_evaluates_as_on_AWS(string call, string input, string expected)
    {
        var scope = new TestScope(JsonValue.Parse(input), JsonObject.Of(("v", JsonValue.Parse("""{"w":[7]}"""))));

        Assert.Equal(expected, IntrinsicCall.Parse(call).Evaluate(scope, Environment).ToString());
    }

    [Theory]
    [InlineData("States.ArrayPartition($.arr, 0.6)", "Invalid arguments in States.ArrayPartition")]
    [InlineData("States.ArrayRange(1, 1001, 1)", "Invalid arguments in States.ArrayRange")]
    [InlineData("States.ArrayRange(1, 10, 0.49)", "Invalid arguments in States.ArrayRange")]
    [InlineData("States.ArrayGetItem($.arr, 3)", "Invalid arguments in States.ArrayGetItem")]
    [InlineData("States.MathAdd('1', 2)", "Invalid arguments in States.MathAdd")]
    [InlineData("States.MathAdd(2147483647, 1)", "Invalid arguments in States.MathAdd")]
    [InlineData("States.MathRandom(1.4, 1.6)", "Invalid arguments in States.MathRandom")]
    [InlineData("States.JsonMerge($, $, true)", "Invalid arguments in States.JsonMerge")]
    [InlineData("States.Hash('data', 'sha-256')", "Invalid arguments in States.Hash")]
    [InlineData("States.Base64Encode()", "Invalid arguments in States.Base64Encode")]
    [InlineData("States.StringToJson('{bad json}')", "Invalid arguments in States.StringToJson")]
    [InlineData("States.Format('{} {}', 1)", "Invalid arguments in States.Format: number of arguments do not match the occurrences of {}.")]
    [InlineData("States.Format('Hello {', 1)", "Invalid arguments in States.Format")]
    [InlineData("States.Format('{}', States.Format('{}', $.nope))", "The JsonPath argument for the field '$.nope' could not be found in the input '{\"arr\":[1,2,3]}'")]
    [InlineData("States.Format('{}', $.arr[5])", "The JsonPath argument for the field '$.arr[5]' could not be found in the input '{\"arr\":[1,2,3]}'")]
    public void A_failing_call_names_the_whole_expression(string call, string cause)
    {
        var failure = Assert.Throws<StatesException>(() =>
            IntrinsicCall.Parse(call).Evaluate(new TestScope(JsonValue.Parse("""{"arr":[1,2,3]}""")), Environment));

        Assert.Equal(new StatesError("States.Runtime", $"The function '{call}' had the following error: {cause}"), failure.Error);
    }

    [Theory]
    [InlineData("States.Default($.a, 1)")]
    [InlineData("States.Array(1, )")]
    [InlineData("States.Array(")]
    [InlineData("States.Array($.a) trailing")]
    [InlineData("States.Array([1,2])")]
    [InlineData("States.Array(1.)")]
    [InlineData("States.Array(.5)")]
    [InlineData("States.Array(\"x\")")]
    [InlineData(@"States.StringToJson('a \""quoted\""')")]
    [InlineData(@"States.Base64Decode('YWJj\nZA==')")]
    [InlineData("States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(States.Array(1)))))))))))")]
    public void A_malformed_call_is_refused(string call) => Assert.Throws<IntrinsicSyntaxException>(() => IntrinsicCall.Parse(call));

    [Fact]
    public void A_seed_gives_the_numbers_of_Java()
    {
        // new java.util.Random(42).nextInt(10) is 0, then 3 (a documented sequence).
        var random = new JavaRandom(42);

        Assert.Equal([0, 3, 8, 4, 0], [random.Next(10), random.Next(10), random.Next(10), random.Next(10), random.Next(10)]);
    }

    [Fact]
    public void Paths_of_inner_calls_are_known() =>
        Assert.Equal(["$.a", "$v", "$$.Execution.Id"], IntrinsicCall.Parse("States.Format('{}{}', $.a, States.Array($v, $$.Execution.Id))").Paths.Select(p => p.Text));

    [Fact]
    public void A_sum_allocates_little_more_than_its_number()
    {
        var call = IntrinsicCall.Parse("States.MathAdd($.n, 1)");
        var scope = new TestScope(JsonValue.Parse("""{"n":41}"""));
        for (var i = 0; i < 100; i++)
        {
            call.Evaluate(scope, Environment);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            call.Evaluate(scope, Environment);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 100);
    }
}
