using System.Text.RegularExpressions;

namespace StepFlow.Language.Validation;

/// <summary>What deployment tools leave in files for themselves: <c>${Name}</c>, <c>#{Name}</c>, <c>__Name__</c>, <c>%NAME%</c>.</summary>
internal static partial class Substitutions
{
    public static bool IsToken(string text) => Whole().IsMatch(text);

    public static bool HasToken(string text) => Part().IsMatch(text) || IsToken(text);

    /// <summary>In a resource, which is no path, a bare <c>$name</c> too.</summary>
    public static bool IsBareName(string text) => text is ['$', _, ..] && text.AsSpan(1).IndexOfAnyExcept(NameCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    [GeneratedRegex(@"\A(\$\{[^}]+\}|#\{[^}]+\}|__[A-Za-z0-9][A-Za-z0-9_]*__|%[A-Za-z][A-Za-z0-9_]*%)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"[$#]\{[^}]+\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
