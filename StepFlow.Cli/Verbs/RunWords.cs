namespace StepFlow.Cli.Verbs;

/// <summary>
/// What stands on the command line of <c>stepflow run</c> beside its options: a template, settings as .NET has them
/// (<c>--StepFlow:Gateway:Port 0</c>, <c>--StepFlow:Gateway:Port=0</c>), and the AppHost's flags. Anything else is a mistake.
/// </summary>
internal sealed record RunWords(string? Template, string[] Settings, string? Problem)
{
    private static readonly string[] Flags = ["--reset", "--ephemeral"];

    public static RunWords Parse(IReadOnlyList<string> words)
    {
        string? template = null;
        List<string> settings = [];
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (Flags.Contains(word, StringComparer.OrdinalIgnoreCase) || (IsSetting(word) && word.Contains('=', StringComparison.Ordinal)))
            {
                settings.Add(word);
            }
            else if (IsSetting(word))
            {
                if (at + 1 == words.Count || words[at + 1].StartsWith("--", StringComparison.Ordinal))
                {
                    return Wrong($"the setting {word} has no value");
                }

                settings.AddRange([word, words[++at]]);
            }
            else if (word.StartsWith('-'))
            {
                return Wrong($"there is no option {word}. Options are --parameter, --runtime, --stack-name, {string.Join(", ", Flags)}, and settings such as --StepFlow:Gateway:Port 0");
            }
            else if (template is null)
            {
                template = word;
            }
            else
            {
                return Wrong($"'{word}' is one word too many: the template is {template}");
            }
        }

        return new(template, [.. settings], Problem: null);
    }

    private static RunWords Wrong(string problem) => new(Template: null, [], problem);

    // .NET separates the parts of a setting's name by colons; no option has one.
    private static bool IsSetting(string word) => word.StartsWith("--", StringComparison.Ordinal) && word.Split('=')[0].Contains(':', StringComparison.Ordinal);
}
