using StepFlow.Gateway;
using StepFlow.Lambda;

namespace StepFlow.Hosting.Embedded;

/// <summary>What runs and where: the start table, the console and tests read it.</summary>
internal sealed record RunningApp(
    AppModel Model, ServiceAddresses Addresses, IReadOnlyList<GatewayService> Gateways, LambdaService Lambda, Arns Arns, string? DataDirectory)
{
    /// <summary>Where a gateway's routes begin, stage included.</summary>
    public static string BaseOf(GatewayApi api, Uri address) => address.GetLeftPart(UriPartial.Authority) + api.PathPrefix;

    public Uri AddressOf(GatewayApi api) => Addresses.Gateways.First(gateway => gateway.Key == api.Name).Value;
}
