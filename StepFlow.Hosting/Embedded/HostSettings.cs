using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using StepFlow.Hosting.Telemetry;
using StepFlow.Traces.Storing;

namespace StepFlow.Hosting.Embedded;

/// <summary>What may be set from outside, by any of .NET's ways: <c>StepFlow:Gateway:Port</c> and its siblings.</summary>
internal sealed class HostSettings(IConfiguration configuration, string appHostDirectory)
{
    public const string GatewaySetting = "StepFlow:Gateway:Port";
    public const int GatewayPort = 3000;
    public const int LambdaPort = 3001;
    public const int StepFunctionsPort = 8083;
    public const int ConsolePort = 8084;
    public const string DefaultRegion = "us-east-1";

    public string Account => Text("StepFlow:Account") ?? "123456789012";

    public string Region => GivenRegion ?? DefaultRegion;

    /// <summary>The region that was asked for; null leaves it to the home of the state machines.</summary>
    public string? GivenRegion => Text("StepFlow:Region");

    /// <summary>Nothing is written to disk, and nothing is left after the end.</summary>
    public bool IsEphemeral => Flag("StepFlow:Ephemeral");

    /// <summary>Start from nothing: what the data folder holds is deleted.</summary>
    public bool IsReset => Flag("StepFlow:Reset");

    public string DataDirectory => Path.GetFullPath(Path.Combine(appHostDirectory, Text("StepFlow:Data") ?? ".stepflow"));

    public StepFunctionsHomes StepFunctions => Choice("StepFlow:StepFunctions", StepFunctionsHomes.StepFlow);

    /// <summary>A Lambda service elsewhere that runs the functions, such as the Lambda Test Tool; without it this host runs them.</summary>
    public Uri? LambdaEndpoint => Address("StepFlow:Lambda:Endpoint");

    /// <summary>Throws where somebody is to run the functions whom this host cannot start.</summary>
    public void CheckLambda()
    {
        if (Text("StepFlow:Lambda") is { } home && !string.Equals(home, nameof(StepFunctionsHomes.StepFlow), StringComparison.OrdinalIgnoreCase))
        {
            throw new StartException(
                string.Equals(home, "TestTool", StringComparison.OrdinalIgnoreCase)
                    ? "StepFlow:Lambda is TestTool, which only Aspire starts. Run the AppHost under Aspire (Orchestrator=Aspire), or leave the setting out: StepFlow runs functions and gateway itself."
                    : $"StepFlow:Lambda is '{home}'. It may be StepFlow, or TestTool under Aspire.");
        }
    }

    /// <summary>A LocalStack that somebody else started; without it this host starts a container.</summary>
    public Uri? LocalStackEndpoint => Address("StepFlow:LocalStack:Endpoint");

    /// <summary>By default the last image that needs no account.</summary>
    public string LocalStackTag => Text("StepFlow:LocalStack:Tag") ?? "4.14.0";

    /// <summary>Licenses newer images. A secret: it goes into the container's environment and nowhere else.</summary>
    public string? LocalStackAuthToken => Text("StepFlow:LocalStack:AuthToken") ?? Text("LOCALSTACK_AUTH_TOKEN");

    /// <summary>The profile for <c>StepFlow:StepFunctions=Aws</c>; without it the SDK's own search.</summary>
    public string? AwsProfile => Text("StepFlow:Aws:Profile");

    /// <summary>The account that the user agrees to use.</summary>
    public string? AgreedAwsAccount => Text("StepFlow:Aws:Account");

    /// <summary>The ARN of a deployed state machine that is not named as in the AppHost.</summary>
    public string? DeployedArn(string stateMachine) => Text($"StepFlow:Aws:StateMachines:{stateMachine}");

    /// <summary>How long everything may take to become healthy.</summary>
    public TimeSpan StartTimeout => TimeSpan.FromSeconds(Number("StepFlow:StartTimeoutSeconds", 120));

    /// <summary>A service's own setting wins; StepFlow:FreePorts lets all others choose.</summary>
    public ServiceDoor Door(string service, int defaultPort) => Door(service, SettingOf(service), defaultPort);

    /// <summary>
    /// Where an API is served: each has a setting of its own by its name, and for the only one <c>StepFlow:Gateway:Port</c> does too. Of
    /// several, the first has the well-known port.
    /// </summary>
    public ServiceDoor GatewayDoor(string api, IReadOnlyList<string> all)
    {
        var settings = all.Select(SettingOf).ToList();
        if (Text(SettingOf(api)) is not null || Text(GatewaySetting) is null || settings.Contains(GatewaySetting, StringComparer.OrdinalIgnoreCase))
        {
            return Door(api, api == all[0] ? GatewayPort : 0);
        }

        return settings.Count is 1
            ? Door(api, GatewaySetting, GatewayPort)
            : throw new StartException($"{GatewaySetting} is for one API, and here are several. Each has a setting of its own: {string.Join(", ", settings)}.");
    }

    /// <summary>Where telemetry is received. Nobody but our own functions needs to know, so any free port does.</summary>
    public ServiceDoor OtlpDoor(string setting) => new("The receiver of telemetry", setting, Number(setting, 0));

    public TelemetrySettings Telemetry
    {
        get
        {
            var defaults = new TraceLimits();
            var limits = new TraceLimits(
                AtLeastOne("StepFlow:Traces:MaxTraces", defaults.Traces),
                AtLeastOne("StepFlow:Traces:MaxSpansPerTrace", defaults.SpansPerTrace),
                (long)AtLeastOne("StepFlow:Traces:MaxMegabytes", (int)(defaults.Bytes >> 20)) << 20);
            return new(Flag("StepFlow:Traces:Enabled", otherwise: true), limits);
        }
    }

    private static string SettingOf(string service) => $"StepFlow:{char.ToUpperInvariant(service[0])}{service[1..]}:Port";

    private ServiceDoor Door(string service, string setting, int defaultPort)
    {
        var port = Number(setting, Flag("StepFlow:FreePorts") ? 0 : defaultPort);
        return port is >= 0 and <= 65535
            ? new(service, setting, port)
            : throw new StartException($"{setting} is {port}; a port is a number from 0 (any free port) to 65535.");
    }

    private int AtLeastOne(string setting, int otherwise) =>
        Number(setting, otherwise) is > 0 and var number ? number : throw new StartException($"{setting} is {Text(setting)}; it must be at least 1.");

    private bool Flag(string setting, bool otherwise) => Text(setting) is null ? otherwise : Flag(setting);

    private bool Flag(string setting) => Text(setting) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new StartException($"{setting} is '{text}', not true or false."),
    };

    private int Number(string setting, int otherwise) => Text(setting) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new StartException($"{setting} is '{text}', not a number."),
    };

    private Uri? Address(string setting) => Text(setting) switch
    {
        null => null,
        var text => AddressOf(setting, text),
    };

    /// <summary>A URL that can be called; anything else is a <see cref="StartException"/> that names where it was set.</summary>
    public static Uri AddressOf(string setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new StartException($"{setting} is '{text}', not a URL such as http://127.0.0.1:4566.");

    private T Choice<T>(string setting, T otherwise)
        where T : struct, Enum => Text(setting) switch
        {
            null => otherwise,
            var text when Enum.TryParse<T>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) => choice,
            var text => throw new StartException($"{setting} is '{text}'. It may be {string.Join(" or ", Enum.GetNames<T>())}."),
        };

    private string? Text(string setting) => configuration[setting] is { Length: > 0 } text ? text : null;
}

/// <summary>Where a service is to listen, and which setting says so.</summary>
internal sealed record ServiceDoor(string Service, string Setting, int Port)
{
    /// <summary>Without TLS a port speaks either.</summary>
    public HttpProtocols Protocols { get; init; } = HttpProtocols.Http1;

    /// <summary>How to set another port, or do without: the end of a sentence.</summary>
    public string Remedy { get; init; } = $": --{Setting} 0 on the command line, {Setting.Replace(":", "__", StringComparison.Ordinal)}=0 in the environment";
}
