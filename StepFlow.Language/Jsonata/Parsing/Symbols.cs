using System.Collections.Frozen;

namespace StepFlow.Language.Jsonata;

/// <summary>The operators of the grammar and how tightly they bind.</summary>
internal static class Symbols
{
    private static readonly FrozenDictionary<string, int> Powers = new Dictionary<string, int>
    {
        ["."] = 75,
        ["["] = 80,
        ["{"] = 70,
        ["("] = 80,
        ["@"] = 80,
        ["#"] = 80,
        ["?"] = 20,
        ["+"] = 50,
        ["-"] = 50,
        ["*"] = 60,
        ["/"] = 60,
        ["%"] = 60,
        ["="] = 40,
        ["<"] = 40,
        [">"] = 40,
        ["!="] = 40,
        ["<="] = 40,
        [">="] = 40,
        ["^"] = 40,
        ["~>"] = 40,
        ["in"] = 40,
        [":="] = 10,
        ["and"] = 30,
        ["or"] = 25,
        ["&"] = 50,
    }.ToFrozenDictionary();

    private static readonly string[] Singles = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    public static string Single(char c) => Singles[c];

    /// <summary>How tightly the token binds to what stands left of it; 0 when it is no infix operator.</summary>
    public static int Power(in Token token) =>
        token.Kind is TokenKind.Operator && Powers.TryGetValue(token.Text, out var power) ? power : 0;

    /// <summary><c>!</c> and <c>~</c> end a name but mean nothing by themselves.</summary>
    public static bool IsUnknown(in Token token) => token.Is("!") || token.Is("~");
}
