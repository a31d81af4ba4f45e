using StepFlow.Hosting.Publishing;

namespace StepFlow.Hosting;

/// <summary>The AppHost's command line: settings as .NET has them (<c>--StepFlow:Gateway:Port 0</c>), a few flags, and the verb <c>publish</c>.</summary>
internal sealed class CommandLine
{
    private const string Help = """

          dotnet run                              runs the application until Ctrl-C
          dotnet run -- publish --output DIR      writes what AWS needs: template, definitions, a zip for each function

          --reset                                 start from nothing: deletes the executions that are kept
          --ephemeral                             keep nothing on disk
          --StepFlow:Gateway:Port 3000            any setting, as in appsettings.json or the environment (StepFlow__Gateway__Port=3000)

        publish
          -o, --output DIR                        the folder to write to
          --zip-only FUNCTION                     one zip and nothing else
          --architecture x86_64|arm64             the processor of the functions; x86_64 by default

        """;

    private static readonly Dictionary<string, string> FlagSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--reset"] = "StepFlow:Reset",
        ["--ephemeral"] = "StepFlow:Ephemeral",
    };

    private readonly List<string> _settings = [];
    private readonly List<KeyValuePair<string, string?>> _flags = [];

    private CommandLine()
    {
    }

    /// <summary>Arguments for .NET's own reader of settings.</summary>
    public string[] Settings => Refusal is null ? [.. _settings] : [];

    public IReadOnlyList<KeyValuePair<string, string?>> Flags => _flags;

    /// <summary>What is to be published; null is to run.</summary>
    public PublishOptions? Publish { get; private set; }

    /// <summary>What was asked for instead of doing anything; null where nothing was.</summary>
    public string? HelpText { get; private set; }

    /// <summary>Why nothing can be done, in a sentence; null where something can.</summary>
    public string? Refusal { get; private set; }

    public static CommandLine Parse(string[] args)
    {
        var line = new CommandLine();
        if (args.Any(arg => arg is "--help" or "-h" or "-?") || args is ["help", ..])
        {
            line.HelpText = Help;
            return line;
        }

        var rest = new Queue<string>(args);
        while (line.Refusal is null && rest.TryDequeue(out var arg))
        {
            line.Refusal = line.Take(arg, rest);
        }

        return line;
    }

    // Says what is wrong with an argument. A flag has no value: left to the settings' reader it would swallow the argument behind it.
    private string? Take(string arg, Queue<string> rest)
    {
        var (name, value) = arg.Split('=', 2) is [var left, var right] ? (left, right) : (arg, null);
        if (FlagSettings.TryGetValue(name, out var setting))
        {
            _flags.Add(new(setting, value ?? "true"));
            return null;
        }

        if (Publish is not null && PublishOptions.IsOption(name))
        {
            value ??= TakeValue(rest);
            Publish = Publish.With(name, value ?? "");
            return value is { Length: > 0 } ? null : $"{name} needs a value. See --help.";
        }

        if (Publish is null && arg is PublishOptions.Verb)
        {
            Publish = new();
            return null;
        }

        // Without a colon it is a misspelt option of publish more likely than a setting of the application.
        if (!IsSetting(name, value) || (Publish is not null && !name.Contains(':', StringComparison.Ordinal)))
        {
            return $"'{arg}' is not understood{(Publish is null ? "" : $" by {PublishOptions.Verb}")}. See --help.";
        }

        _settings.Add(arg);
        if (value is null)
        {
            if (TakeValue(rest) is not { } following)
            {
                return $"{arg} needs a value, as in {arg} VALUE or {arg}=VALUE. See --help.";
            }

            _settings.Add(following);
        }

        return null;
    }

    private static bool IsSetting(string name, string? value) => name switch
    {
        _ when name.StartsWith("--", StringComparison.Ordinal) => true,
        ['/', ..] => name.Contains(':', StringComparison.Ordinal),
        ['-', ..] => false,
        _ => value is not null,
    };

    // "-1" is a value, "--zip-only" is the next option.
    private static string? TakeValue(Queue<string> rest) =>
        rest.TryPeek(out var next) && !(next is ['-', var second, ..] && !char.IsAsciiDigit(second)) ? rest.Dequeue() : null;
}
