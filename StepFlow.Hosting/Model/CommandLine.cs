using StepFlow.Hosting.Publishing;

namespace StepFlow.Hosting;

/// <summary>The AppHost's command line: settings as .NET has them (<c>--StepFlow:Gateway:Port 0</c>), a few flags, and the verb <c>publish</c>.</summary>
internal sealed record CommandLine(string[] Settings, IReadOnlyList<KeyValuePair<string, string?>> Flags, PublishOptions? Publish)
{
    private static readonly Dictionary<string, string> FlagSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--reset"] = "StepFlow:Reset",
        ["--ephemeral"] = "StepFlow:Ephemeral",
    };

    // A flag has no value: left to the settings' reader it would swallow the argument behind it.
    public static CommandLine Parse(string[] args)
    {
        var publish = PublishOptions.Parse(args, out var rest);
        return new(
            [.. rest.Where(arg => !FlagSettings.ContainsKey(arg))],
            [.. rest.Where(FlagSettings.ContainsKey).Select(arg => KeyValuePair.Create(FlagSettings[arg], (string?)"true"))],
            publish);
    }
}
