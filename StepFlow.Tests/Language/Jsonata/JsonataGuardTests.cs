using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;
using Xunit;

namespace StepFlow.Tests.Language.Jsonata;

/// <summary>No expression takes the process down; the ceilings are where AWS has them.</summary>
public sealed class JsonataGuardTests
{
    private const string Recursion = "($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(";
    private const string Doubling = "($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('x', ";

    public static TheoryData<string, string> Ceilings => new()
    {
        { "1" + Repeated("+1", 99), "1" + Repeated("+1", 100) },
        { Repeated("(", 99) + "1" + Repeated(")", 99), Repeated("(", 100) + "1" + Repeated(")", 100) },
        { Repeated("[", 99) + "1" + Repeated("]", 99), Repeated("[", 100) + "1" + Repeated("]", 100) },
        { "1" + Repeated("~>$string", 99), "1" + Repeated("~>$string", 100) },
        { Recursion + "31))", Recursion + "32))" },
        { Doubling + "22)))", Doubling + "23)))" },
        { "[1..873782] ~> $count()", "[1..873783] ~> $count()" },
        { "$count($range(1, 360145, 1))", "$range(1, 360146, 1)" },
    };

    public static TheoryData<string> Abysses =>
    [
        Repeated("(", 200_000) + "1" + Repeated(")", 200_000),
        Repeated("[", 200_000) + Repeated("]", 200_000),
        Repeated("-", 200_000) + "1",
        "1" + Repeated("+1", 200_000),
        "a" + Repeated("[a", 200_000),
        Repeated("a.(", 100_000) + "a" + Repeated(")", 100_000),
        "a" + Repeated(".a", 200_000),
        "$" + Repeated("^(a)", 50_000),
        Repeated("function($a){", 100_000) + "1" + Repeated("}", 100_000),
        Repeated("{\"a\":", 100_000) + "1" + Repeated("}", 100_000),
        Repeated("1?", 100_000) + "1",
        Repeated("|$|", 50_000) + "{}" + Repeated("|", 50_000),
        Repeated("/* ", 100_000) + "1",
        Repeated("$f(", 100_000),
        Repeated("a@$b.", 10_000) + "a",
    ];

    public static TheoryData<string> Runaways =>
    [
        "($f := function($x){ 1 + $f($x) }; $f(1))",
        "($f := function($x){ [$f([$x])] }; $f(1))",
        "($f := function($x, $n){ $n = 0 ? $x : $f([$x], $n - 1) }; $string($f(1, 100000)))",
        "($f := function($x, $n){ $n = 0 ? $x : $f([$x], $n - 1) }; $f(1, 100000))",
        "($f := function($x, $n){ $n = 0 ? $x : $f({\"a\": $x}, $n - 1) }; $f(1, 100000) = $f(1, 100000))",
        "($f := function($x, $n){ $n = 0 ? $x : $f([$x], $n - 1) }; $f(1, 100000).**)",
        "($f := function($x, $n){ $n = 0 ? $x : $f([$x], $n - 1) }; $f(1, 100000).a)",
        "($f := function($x, $n){ $n = 0 ? $x : $f([$x], $n - 1) }; $boolean($f(0, 100000)))",
        "($f := function($x, $n){ $n = 0 ? $x : $f({\"a\": $x}, $n - 1) }; $f(1, 50000) ~> |**|{\"b\": 1}|)",
        "$map([1..10000000], function($i){ [1..10000000] })",
        "$pad('x', 2000000000)",
        "$pad('x', 1e300)",
        "$formatInteger(1e300, 'I')",
        "$formatInteger(1e300, 'w')",
        "$formatNumber(1, '" + Repeated("0", 5000) + "')",
        "$match('" + Repeated("a", 5000) + "!', /^(a+)+$/)",
        "($g := function($f){ $f($f) }; $g($g))",
        "$reduce([1..1000000], function($a, $b){ $append($a, $b) })",
        "$sort([1..100000], function($a, $b){ $sum([1..10000]) > 0 })",
    ];

    [Theory]
    [MemberData(nameof(Ceilings), DisableDiscoveryEnumeration = true)]
    public void AWS_accepts_the_first_and_refuses_the_second(string accepted, string refused)
    {
        Assert.NotNull(Evaluate(accepted, JsonataLimits.StepFunctions with { MaxTime = TimeSpan.FromSeconds(30) }));
        Assert.True(Assert.Throws<JsonataException>(() => Evaluate(refused, JsonataLimits.StepFunctions)).IsGuard);
    }

    [Theory]
    [MemberData(nameof(Abysses), DisableDiscoveryEnumeration = true)]
    public void However_deep_a_text_is_nested_it_ends_in_a_value_or_an_error(string text)
    {
        var failure = Record.Exception(() => Evaluate(text, JsonataLimits.StepFunctions));

        Assert.True(failure is null or JsonataException, failure?.ToString());
    }

    [Theory]
    [MemberData(nameof(Runaways), DisableDiscoveryEnumeration = true)]
    public void A_runaway_evaluation_ends_in_a_value_or_an_error(string text)
    {
        foreach (var ceilings in new[] { JsonataLimits.StepFunctions, JsonataLimits.Default })
        {
            var limits = ceilings with { MaxTime = TimeSpan.FromMilliseconds(250) };

            var failure = Record.Exception(() => Evaluate(text, limits)?.ToString());

            Assert.True(failure is null or JsonataException, failure?.ToString());
        }
    }

    private static JsonValue? Evaluate(string text, JsonataLimits limits) =>
        JsonataExpression.Parse(text).Evaluate(null, JsonataEnvironment.Empty with { Limits = limits });

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
