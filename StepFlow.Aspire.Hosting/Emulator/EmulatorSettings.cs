using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Emulator;

/// <summary>What configuration says about StepFlow; the settings are those of the embedded host.</summary>
internal sealed class EmulatorSettings(IConfiguration configuration)
{
    public string Region => configuration["StepFlow:Region"] is { Length: > 0 } region ? region : "us-east-1";

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
        var text => throw new DistributedApplicationException($"The port of '{service}' is '{text}', which is no port number."),
    };

    public string? this[string setting] => configuration[setting];

    private T Choice<T>(string setting, T otherwise)
        where T : struct, Enum => configuration[setting] switch
        {
            null or "" => otherwise,
            var text when Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) => choice,
            var text => throw new DistributedApplicationException($"{setting} is '{text}'. It may be {string.Join(" or ", Enum.GetNames<T>())}."),
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
