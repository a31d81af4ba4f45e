using StepFlow.Gateway;
using StepFlow.Gateway.Routes;

namespace StepFlow.Hosting;

/// <summary>Adds and configures gateways.</summary>
public static class ApiGatewayExtensions
{
    public static IResourceBuilder<ApiGatewayResource> AddApiGateway(
        this IDistributedApplicationBuilder builder, string name, ApiKind kind = ApiKind.Rest) => builder.AddResource(new ApiGatewayResource(ResourceName.Checked(name), kind));

    /// <param name="gateway">The gateway.</param>
    /// <param name="route">Method and path: <c>POST /trigger</c>, <c>GET /orders/{id}</c>, <c>ANY /{proxy+}</c>; for HTTP APIs <c>$default</c> too.</param>
    /// <param name="function">The function that answers.</param>
    /// <param name="example">A body to try the route with; the host shows a command with it.</param>
    public static IResourceBuilder<ApiGatewayResource> WithRoute(
        this IResourceBuilder<ApiGatewayResource> gateway, string route, IResourceBuilder<LambdaFunctionResource> function, string? example = null)
    {
        _ = Route.Parse(route, function.Resource.Name);
        gateway.Resource.RouteList.Add(new(route, function.Resource, example));
        return gateway;
    }

    public static IResourceBuilder<ApiGatewayResource> WithStage(this IResourceBuilder<ApiGatewayResource> gateway, string stage)
    {
        gateway.Resource.Stage = stage;
        return gateway;
    }

    public static IResourceBuilder<ApiGatewayResource> WithStageVariable(
        this IResourceBuilder<ApiGatewayResource> gateway, string name, string value)
    {
        gateway.Resource.StageVariables[name] = value;
        return gateway;
    }

    /// <summary>REST APIs only: media types whose bodies are bytes, such as <c>image/png</c> or <c>*/*</c>.</summary>
    public static IResourceBuilder<ApiGatewayResource> WithBinaryMediaTypes(
        this IResourceBuilder<ApiGatewayResource> gateway, params ReadOnlySpan<string> types)
    {
        gateway.Resource.BinaryMediaTypes.AddRange(types);
        return gateway;
    }
}
