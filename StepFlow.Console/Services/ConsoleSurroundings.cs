using StepFlow.Gateway;
using StepFlow.Lambda;
using StepFlow.Traces.Storing;

namespace StepFlow.ConsoleUI.Services;

/// <summary>What runs beside the console: where the pages get everything from.</summary>
public sealed record ConsoleSurroundings
{
    /// <summary>The services of the Step Functions server; the console shares its instances.</summary>
    public required IServiceProvider StepFunctions { get; init; }

    /// <summary>The Lambda service; null where Step Functions runs alone.</summary>
    public LambdaService? Lambda { get; init; }

    /// <summary>The last traces; null where none are kept.</summary>
    public TraceStore? Traces { get; init; }

    public IReadOnlyList<ServedGateway> Gateways { get; init; } = [];

    /// <summary>Where clients reach what runs, in the order to show it.</summary>
    public IReadOnlyList<ServedEndpoint> Endpoints { get; init; } = [];

    /// <summary>Requests to try first.</summary>
    public IReadOnlyList<ExampleRequest> Examples { get; init; } = [];

    /// <summary>From a state machine's ARN to the full path of the file it was defined by; null where it came from elsewhere.</summary>
    public Func<string, string?> DefinitionPathOf { get; init; } = _ => null;
}

/// <param name="BaseAddress">Where its routes begin, stage included, without a slash at the end.</param>
public sealed record ServedGateway(GatewayService Service, string BaseAddress);

/// <param name="Purpose">What to do with it, in a few words.</param>
public sealed record ServedEndpoint(string Name, string Address, string Purpose);

/// <summary>A request that does something worth seeing.</summary>
/// <param name="Path">Below the gateway's base address, with its slash.</param>
/// <param name="Body">JSON.</param>
public sealed record ExampleRequest(ServedGateway Gateway, string Method, string Path, string Body)
{
    /// <summary>For a terminal.</summary>
    public string Command => $"curl -X {Method} {Gateway.BaseAddress}{Path} -H 'Content-Type: application/json' -d '{Body}'";
}
