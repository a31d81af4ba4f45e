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
        if (settings.StepFunctions is StepFunctionsHomes.Aws && gateway.StateMachineRouteList is [{ Route: var direct }, ..])
        {
            throw new StartException(
                $"The route {direct} of {gateway.Name} starts executions without a function, which needs state machines on this machine. Leave out StepFlow:StepFunctions={StepFunctionsHomes.Aws}.");
        }

        var routes = gateway.Routes.Select(route => Route.Parse(route.Route, route.Function.Name) with { PayloadFormat = route.PayloadFormat })
            .Concat(gateway.StateMachineRouteList.Select(route => Route.Parse(route.Route, GatewayTargets.NameOf(route))))
            .Concat(gateway.MockRouteList.Select(route => Route.Parse(route.Route, route.Response)))
            .ToImmutableArray();
        var api = new GatewayApi(gateway.Name, gateway.Kind, routes)
        {
            AccountId = settings.Account,
            Cors = gateway.Cors,
            BinaryMediaTypes = [.. gateway.BinaryMediaTypes],
            StageVariables = gateway.StageVariables.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        return gateway.Stage is { } stage ? api with { Stage = stage } : api;
    }

    public static Task<ServiceServer> StartAsync(
        GatewayApi api, ServiceDoor door, IServiceProvider host, IFunctionInvoker functions, CancellationToken cancellation) =>
        ServiceServer.StartAsync(
            door, host, builder => builder.Services.AddSingleton(functions).AddApiGateway(api), app => app.UseApiGateway(), cancellation);
}
