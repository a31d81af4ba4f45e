using System.Text.RegularExpressions;

namespace StepFlow.Hosting.Sam;

/// <summary>AWS::StackName by CloudFormation's rule: a letter, then letters, digits and hyphens, at most 128 of them.</summary>
internal static partial class StackName
{
    private const int Longest = 128;

    public static string Checked(string given) => Valid().IsMatch(given)
        ? given
        : throw new StartException($"--stack-name '{given}' is no name of a stack: letters, digits and hyphens, beginning with a letter, at most {Longest} of them.");

    /// <summary>A folder's name as near as a stack can have it: <c>My App</c> is <c>My-App</c>.</summary>
    public static string OfFolder(string folder)
    {
        var name = Others().Replace(folder, "-").Trim('-');
        name = name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : $"stack-{name}".TrimEnd('-');
        return name.Length > Longest ? name[..Longest] : name;
    }

    [GeneratedRegex(@"^[a-zA-Z][-a-zA-Z0-9]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Valid();

    [GeneratedRegex("[^a-zA-Z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Others();
}
