using CsCheck;
using StepFlow.Language.Json;

namespace StepFlow.Benchmarks.Jsonata;

/// <summary>Expressions out of the grammar of JSONata, and documents in which they find something.</summary>
public static class JsonataGrammar
{
    public static readonly JsonValue?[] Inputs =
    [
        JsonValue.Parse("""{"a":1,"b":[1,2,3],"c":{"d":"x","e":[{"f":1,"d":"p"},{"f":[2,3],"d":"q"},{"g":null,"f":2}]},"s":"hello world","x":[[1,2],[3],[]],"t":true,"n":null}"""),
        JsonValue.Parse("""[{"a":1,"b":"a","c":[{"d":1}]},{"a":2,"b":"b"},{"a":[3,4],"c":{"d":[5,6]}}]"""),
        JsonValue.Parse("""{"a":[{"b":[{"c":1,"d":"x"},{"c":2,"d":"y"}],"f":3},{"b":{"c":3,"d":"x"},"f":4},{"f":1}],"s":"x-y-z","n":2}"""),
        "text",
        5,
        null,
    ];

    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f", "s", "t", "n", "x", "missing", "`a b`"];
    private static readonly string[] Variables = ["$v", "$w", "$i", "$", "$$"];
    private static readonly string[] Literals = ["0", "1", "2", "-1", "2.5", "1e3", "10", "\"x\"", "'hello'", "\"\"", "true", "false", "null", "[]", "{}"];
    private static readonly string[] Operators = [" + ", " - ", " * ", " / ", " % ", " & ", " = ", " != ", " < ", " <= ", " > ", " >= ", " in ", " and ", " or "];
    private static readonly string[] Patterns = ["/a/", "/[a-z]+/i", "/(x)|(y)/", "/o\\s/", "/(a)?b/m", "/^.$/", "/(.)\\1/"];
    private static readonly string[] Signatures = ["", "", "", "", "<n:n>", "<a:a>", "<s-:s>", "<x?:x>", "<j-n?:j>", "<(ns)-:s>", "<af>", "<a<n>:n>"];

    private static readonly string[] Builtins =
    [
        "string", "length", "lowercase", "uppercase", "trim", "count", "sum", "max", "min", "average", "number", "floor", "ceil", "abs", "sqrt",
        "boolean", "not", "exists", "keys", "spread", "merge", "reverse", "distinct", "type", "sort", "zip", "base64encode", "base64decode",
        "encodeUrl", "decodeUrlComponent", "round", "formatBase", "append", "single", "parse", "partition", "range", "hash", "random", "uuid",
        "shuffle", "lookup", "join", "split", "contains", "match", "replace", "substring", "substringBefore", "pad", "power", "formatNumber",
        "formatInteger", "parseInteger", "fromMillis", "toMillis", "now", "millis", "map", "filter", "reduce", "each", "sift", "clone", "error", "assert", "eval",
    ];

    private static readonly Gen<string> Leaf = Gen.OneOf(Gen.OneOf(Names), Gen.OneOf(Literals), Gen.OneOf(Variables));

    /// <summary>Any expression, a few levels deep.</summary>
    public static readonly Gen<string> Expression = Deeper(Deeper(Deeper(Deeper(Leaf))));

    private static Gen<string> Deeper(Gen<string> inner)
    {
        var list = Joined(inner, ",", 0, 3);
        var pair = Gen.Select(Gen.OneOf(Gen.OneOf("\"k\"", "\"m\"", "$string(a)"), inner), inner, (k, v) => $"{k}:{v}");
        var parameter = Gen.OneOf("$v", "$w", "$i", "$f");
        var lambda = Gen.Select(Joined(parameter, ",", 0, 3), Gen.OneOf(Signatures), inner, (p, s, body) => $"function({p}){s}{{{body}}}");
        var function = Gen.OneOf(lambda, lambda, Gen.OneOf(Builtins).Select(b => "$" + b), Gen.OneOf(Patterns), parameter);
        var call = Gen.OneOf(
            Gen.Select(Gen.OneOf(Builtins), list, (f, a) => $"${f}({a})"),
            Gen.Select(Gen.OneOf("map", "filter", "single", "each", "sift", "reduce", "sort", "match", "split", "contains"), inner, function, (f, a, b) => $"${f}({a},{b})"),
            Gen.Select(function, list, (f, a) => f.StartsWith('/') ? $"{f}" : $"{f}({a})"),
            Gen.Select(Gen.OneOf(Builtins), inner, inner, (f, a, b) => $"${f}(?,{a})({b})"),
            Gen.Select(inner, function, (a, f) => $"({a} ~> {f})"));
        var suffix = Gen.Frequency(
            (8, Gen.Const("")),
            (3, Gen.OneOf("[0]", "[-1]", "[]", "[[0..1]]", "@$v", "#$i", "^($)", "^(>a)", "^(b,<c)")),
            (2, inner.Select(p => $"[{p}]")),
            (1, pair.Select(p => $"{{{p}}}")));
        var step = Gen.Frequency(
            (8, Gen.OneOf(Names)),
            (2, Gen.OneOf("*", "**", "%", "%.%", "$")),
            (1, inner.Select(e => $"({e})")),
            (1, list.Select(l => $"[{l}]")),
            (1, pair.Select(p => $"{{{p}}}")),
            (1, call));
        var path = Gen.Select(Gen.OneOf(Gen.OneOf(Names), Gen.OneOf(Variables), inner.Select(e => $"({e})")), suffix, step, suffix, (a, s, b, t) => $"{a}{s}.{b}{t}");
        return Gen.Frequency(
            (3, inner),
            (6, path),
            (3, Gen.Select(inner, Gen.OneOf(Operators), inner, (a, op, b) => a + op + b)),
            (4, call),
            (1, lambda),
            (2, Gen.Select(Joined(Gen.OneOf(inner, Gen.Select(parameter, Gen.OneOf(inner, lambda), (v, e) => $"{v} := {e}")), "; ", 0, 4), suffix, (b, s) => $"({b}){s}")),
            (2, Gen.Select(Joined(Gen.OneOf(inner, Gen.OneOf("0..3", "1..a", "2..1")), ",", 0, 3), suffix, (a, s) => $"[{a}]{s}")),
            (2, Joined(pair, ",", 0, 3).Select(p => $"{{{p}}}")),
            (1, Gen.Select(inner, inner, inner, (a, b, c) => $"{a} ? {b} : {c}")),
            (1, Gen.Select(path, pair, (p, u) => $"({p} ~> |$|{{{u}}}|)")),
            (1, Gen.Select(inner, pair, (p, u) => $"($ ~> |{p}|{{{u}}},\"b\"|)")),
            (1, path.Select(e => "-" + e)));
    }

    private static Gen<string> Joined(Gen<string> item, string separator, int least, int most) =>
        item.List[least, most].Select(items => string.Join(separator, items));
}
