using StepFlow.ConsoleUI.Services;
using StepFlow.Gateway;
using StepFlow.Lambda;

namespace StepFlow.Hosting.Embedded;

/// <summary>What runs and where: the start table, the console and tests read it.</summary>
internal sealed record RunningApp(
    AppModel Model, ServiceAddresses Addresses, IReadOnlyList<GatewayService> Gateways, LambdaService Lambda, Arns Arns, string? DataDirectory)
{
    /// <summary>The services of the present Step Functions server: a reset makes new ones.</summary>
    public required Func<IServiceProvider> StepFunctions { get; init; }

    /// <summary>State machines that the application runs without.</summary>
    public IReadOnlyList<string> NotCreated { get; init; } = [];

    /// <summary>Where a gateway's routes begin, stage included.</summary>
    public static string BaseOf(GatewayApi api, Uri address) => address.GetLeftPart(UriPartial.Authority) + api.PathPrefix;

    public IReadOnlyList<ServedGateway> ServedGateways => [.. Gateways.Select(g => new ServedGateway(g, BaseOf(g.Api, AddressOf(g.Api))))];

    /// <summary>One request for each route that has an example.</summary>
    public IEnumerable<ExampleRequest> Examples =>
        from gateway in ServedGateways
        from route in Model.Gateways.First(g => g.Name == gateway.Service.Api.Name).Routes
        where route.Example is not null
        let parts = route.Route.Split(' ', 2, StringSplitOptions.TrimEntries)
        select new ExampleRequest(gateway, parts[0], parts[^1], route.Example!);

    public Uri AddressOf(GatewayApi api) => Addresses.Gateways.First(gateway => gateway.Key == api.Name).Value;
}
