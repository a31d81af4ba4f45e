using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Aspire.Hosting.Emulator;

/// <summary>
/// What of the AppHost's command line belongs to StepFlow's own home: its flags, which work here too, and its verb <c>publish</c>, which
/// does not. Aspire reads settings only, and would take a flag and the argument behind it for one.
/// </summary>
internal static class AppHostArguments
{
    private const string PublishVerb = "publish";

    private static readonly Dictionary<string, string> FlagSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--reset"] = "StepFlow:Reset",
        ["--ephemeral"] = "StepFlow:Ephemeral",
    };

    /// <summary>Whether the AppHost is the program of this process, and not what a test builds.</summary>
    public static bool IsProgram(IDistributedApplicationBuilder builder) => Assembly.GetEntryAssembly() is { } program && program == builder.AppHostAssembly;

    /// <summary>Puts the flags into the configuration, once.</summary>
    /// <param name="configuration">The application's configuration.</param>
    /// <param name="arguments">The command line.</param>
    public static void Apply(ConfigurationManager configuration, IReadOnlyList<string> arguments)
    {
        if (configuration.Sources.OfType<FlagsSource>().Any() || !arguments.Any(FlagSettings.ContainsKey))
        {
            return;
        }

        configuration.AddCommandLine([.. arguments.Where(argument => !FlagSettings.ContainsKey(argument))]);
        configuration.Sources.Add(new FlagsSource
        {
            InitialData = arguments.Where(FlagSettings.ContainsKey).Select(flag => KeyValuePair.Create(FlagSettings[flag], (string?)"true")),
        });
    }

    /// <summary>Whether the command line asks to publish; <c>--operation publish</c> is Aspire's own and asks for something else.</summary>
    public static bool AskToPublish(IReadOnlyList<string> arguments) => arguments
        .Where((argument, i) => argument is PublishVerb && (i is 0 || !arguments[i - 1].StartsWith("--", StringComparison.Ordinal) || FlagSettings.ContainsKey(arguments[i - 1])))
        .Any();

    // Tells by its type that the flags are there.
    private sealed class FlagsSource : IConfigurationSource
    {
        public required IEnumerable<KeyValuePair<string, string?>> InitialData { get; init; }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => new MemoryConfigurationProvider(new() { InitialData = InitialData });
    }
}
