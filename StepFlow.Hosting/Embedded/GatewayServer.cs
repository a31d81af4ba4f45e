using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using StepFlow.Gateway;
using StepFlow.Gateway.Routes;

namespace StepFlow.Hosting.Embedded;

/// <summary>Serves one gateway of the model.</summary>
internal static class GatewayServer
{
    public static GatewayApi ApiOf(ApiGatewayResource gateway, HostSettings settings)
    {
        var routes = gateway.Routes.Select(route => Route.Parse(route.Route, route.Function.Name)).ToImmutableArray();
        var api = new GatewayApi(gateway.Name, gateway.Kind, routes)
        {
            AccountId = settings.Account,
            BinaryMediaTypes = [.. gateway.BinaryMediaTypes],
            StageVariables = gateway.StageVariables.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        return gateway.Stage is { } stage ? api with { Stage = stage } : api;
    }

    public static Task<ServiceServer> StartAsync(
        GatewayApi api, ServiceDoor door, IServiceProvider host, IFunctionInvoker functions, CancellationToken cancellation)
    {
        try
        {
            _ = new RouteTable(api);
        }
        catch (FormatException e)
        {
            throw new StartException(e.Message, e);
        }

        return ServiceServer.StartAsync(
            door, host, builder => builder.Services.AddSingleton(functions).AddApiGateway(api), app => app.UseApiGateway(), cancellation);
    }
}
