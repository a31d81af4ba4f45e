namespace StepFlow.Hosting;

/// <summary>The AppHost's command line: settings as .NET has them (<c>--StepFlow:Gateway:Port 0</c>), and a few flags.</summary>
internal sealed record CommandLine(string[] Settings, IReadOnlyList<KeyValuePair<string, string?>> Flags)
{
    private static readonly Dictionary<string, string> FlagSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--reset"] = "StepFlow:Reset",
        ["--ephemeral"] = "StepFlow:Ephemeral",
    };

    // A flag has no value: left to the settings' reader it would swallow the argument behind it.
    public static CommandLine Parse(string[] args) => new(
        [.. args.Where(arg => !FlagSettings.ContainsKey(arg))],
        [.. args.Where(FlagSettings.ContainsKey).Select(arg => KeyValuePair.Create(FlagSettings[arg], (string?)"true"))]);
}
