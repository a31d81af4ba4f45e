namespace StepFlow.Hosting;

/// <summary>The names an AppHost may give: those that Aspire accepts, because the same model must be right there.</summary>
internal static class ResourceName
{
    private const int Longest = 64;

    public static string Checked(string name) =>
        name.Length is 0 or > Longest
        || !char.IsAsciiLetter(name[0])
        || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')
        || name.EndsWith('-')
        || name.Contains("--", StringComparison.Ordinal)
            ? throw new ArgumentException(
                $"'{name}' is no resource name: letters, digits and single hyphens, beginning with a letter, at most {Longest} characters.", nameof(name))
            : name;
}
