using Microsoft.Extensions.Configuration;
using StepFlow.Hosting.Deployed;

namespace Aspire.Hosting.Emulator;

/// <summary>What configuration says about StepFlow; the settings are those of the embedded host.</summary>
/// <param name="configuration">The application's configuration.</param>
/// <param name="refuse">Makes the exception for a setting that makes no sense.</param>
internal sealed class EmulatorSettings(IConfiguration configuration, Func<string, Exception>? refuse = null)
{
    private const string Section = "StepFlow";

    // What Aspire's process decides, or what is only for it. Ports are Aspire's too: it gives each endpoint one.
    private static readonly string[] KeptHere =
        ["StepFlow:Command", "StepFlow:Directory", "StepFlow:Lambda", "StepFlow:LocalStack:Tag", "StepFlow:LocalStack:AuthToken"];

    /// <summary>With the state machines on AWS, the region is chosen as AWS's tools choose theirs.</summary>
    public string Region =>
        configuration["StepFlow:Region"] is { Length: > 0 } region ? region
        : (StepFunctions is StepFunctionsHomes.Aws ? AwsRegion.Chosen(Profile, Environment.GetEnvironmentVariable) : null) ?? "us-east-1";

    /// <summary>What ARNs begin with after <c>arn:</c>; local services know <c>aws</c> alone.</summary>
    public string Partition => StepFunctions is StepFunctionsHomes.Aws ? new AwsRegion(Region).Partition : "aws";

    /// <summary>With the state machines on AWS, the profile to use; null is the SDK's own search.</summary>
    public string? Profile => configuration["StepFlow:Aws:Profile"] is { Length: > 0 } profile ? profile : null;

    /// <summary>With the state machines on AWS, the account that may be used.</summary>
    public string Account =>
        configuration["StepFlow:Account"] is { Length: > 0 } account ? account
        : StepFunctions is StepFunctionsHomes.Aws && configuration["StepFlow:Aws:Account"] is { Length: > 0 } agreed ? agreed
        : "123456789012";

    /// <summary>A tool or program to start instead of what is found; its arguments are <c>host</c>.</summary>
    public string? Command => configuration["StepFlow:Command"];

    /// <summary>Who runs the functions and gateways.</summary>
    public LambdaHomes Lambda => Choice("StepFlow:Lambda", LambdaHomes.StepFlow);

    /// <summary>Who runs the state machines.</summary>
    public StepFunctionsHomes StepFunctions => Choice("StepFlow:StepFunctions", StepFunctionsHomes.StepFlow);

    /// <summary>A port to have in any case; null lets Aspire choose.</summary>
    public int? Port(string service) => configuration[$"StepFlow:{char.ToUpperInvariant(service[0])}{service[1..]}:Port"] switch
    {
        null or "" => null,
        var text when int.TryParse(text, out var port) && port is >= 0 and <= 65535 => port is 0 ? null : port,
        var text => throw Refusal($"The port of '{service}' is '{text}', which is no port number."),
    };

    public string? this[string setting] => configuration[setting];

    /// <summary>All that the emulator's process has to know, by the name of each variable.</summary>
    public IEnumerable<(string Variable, string Value)> HandedOn =>
        from setting in configuration.GetSection(Section).AsEnumerable()
        where setting.Value is { Length: > 0 } && !setting.Key.EndsWith(":Port", StringComparison.OrdinalIgnoreCase) && !KeptHere.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)
        select (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value);

    /// <summary>The settings of an application whose command line and choices are known to make sense.</summary>
    public static EmulatorSettings Of(IDistributedApplicationBuilder builder)
    {
        var isProgram = AppHostArguments.IsProgram(builder);
        string[] arguments = isProgram ? Environment.GetCommandLineArgs()[1..] : [];
        var settings = new EmulatorSettings(builder.Configuration, isProgram ? SayAndEnd : null);
        if (AppHostArguments.AskToPublish(arguments))
        {
            throw settings.Refusal(
                "publish is not done under Aspire, where the functions are built for another home: leave Orchestrator=Aspire out, as variable and as property, and give the same command again.");
        }

        AppHostArguments.Apply(builder.Configuration, arguments);
        _ = (settings.Lambda, settings.StepFunctions);
        return settings;
    }

    /// <summary>The exception to throw for what cannot be; where the AppHost is this very program, the sentence alone is shown and it ends.</summary>
    public Exception Refusal(string sentence) => (refuse ?? (text => new DistributedApplicationException(text)))(sentence);

    // Aspire shows exceptions of an AppHost with their trace, and has no other way to say anything before it runs.
    private static DistributedApplicationException SayAndEnd(string sentence)
    {
        Console.Error.WriteLine(sentence);
        Environment.Exit(1);
        return new(sentence);
    }

    private T Choice<T>(string setting, T otherwise)
        where T : struct, Enum => configuration[setting] switch
        {
            null or "" => otherwise,
            var text when Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) => choice,
            var text => throw Refusal($"{setting} is '{text}'. It may be {string.Join(" or ", Enum.GetNames<T>())}."),
        };
}

internal enum LambdaHomes
{
    /// <summary>StepFlow's Lambda service and gateway: traces go on, and a function takes several events at a time.</summary>
    StepFlow,

    /// <summary>The Lambda Test Tool, by Aspire.Hosting.AWS.</summary>
    TestTool,
}

internal enum StepFunctionsHomes
{
    StepFlow,

    /// <summary>A LocalStack container runs the state machines; StepFlow answers their Lambda Tasks.</summary>
    LocalStack,

    /// <summary>State machines and functions that are deployed in an AWS account already.</summary>
    Aws,
}
