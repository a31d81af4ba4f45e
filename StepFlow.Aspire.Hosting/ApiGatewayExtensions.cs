using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Emulator;
using Microsoft.Extensions.DependencyInjection;
using StepFlow.Gateway.Routes;
#if ASPIRE_AWS
using Aspire.Hosting.TestTool;
#endif

namespace Aspire.Hosting;

/// <summary>Adds and configures gateways.</summary>
public static class ApiGatewayExtensions
{
    /// <summary>Adds an API whose routes are answered by functions.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; the emulator's endpoint has it too.</param>
    /// <param name="kind">REST or HTTP API.</param>
    public static IResourceBuilder<ApiGatewayResource> AddApiGateway(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, ApiKind kind = ApiKind.Rest)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = EmulatorSettings.Of(builder);
        if (settings.Lambda is LambdaHomes.TestTool)
        {
            return AddTestToolGateway(builder, name, kind);
        }

        var emulator = builder.Emulator();
        emulator.WithHttpEndpoint(settings.Port(name), name: name, env: $"StepFlow__{char.ToUpperInvariant(name[0])}{name[1..]}__Port");
        var resource = new ApiGatewayResource(name, kind, () => emulator.GetEndpoint(name));
        emulator.WithUrlForEndpoint(name, url =>
        {
            url.DisplayText = $"Gateway '{name}'";
            url.Url += resource.PathPrefix;
        });
        var gateway = builder.AddResource(resource)
            .WithInitialState(new() { ResourceType = "API Gateway", Properties = [new("Kind", kind.ToString())], State = KnownResourceStates.Waiting })
            .WithIconName("Router")
            .WithParentRelationship(emulator)
            .ExcludeFromManifest();
        emulator.OnResourceReady(async (_, ready, cancellation) =>
        {
            var address = await resource.ConnectionStringExpression.GetValueAsync(cancellation);
            await ready.Services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                Urls = [new(name, address!, IsInternal: false)],
            });
        });
        return gateway;
    }

    /// <summary>Adds a route.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="route">Method and path: <c>POST /trigger</c>, <c>GET /orders/{id}</c>, <c>ANY /{proxy+}</c>; for HTTP APIs <c>$default</c> too.</param>
    /// <param name="function">The function that answers.</param>
    /// <param name="example">A body to try the route with.</param>
    public static IResourceBuilder<ApiGatewayResource> WithRoute(
        this IResourceBuilder<ApiGatewayResource> gateway, string route, IResourceBuilder<ProjectResource> function, string? example = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        ArgumentNullException.ThrowIfNull(function);
        _ = LambdaFunctionAnnotation.Of(function.Resource);
        _ = Route.Parse(route, function.Resource.Name);
        gateway.Resource.Routes.Add(new(route, function.Resource, example));
        return gateway.WithReferenceRelationship(function);
    }

    /// <summary>Names the stage.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="stage">The stage.</param>
    public static IResourceBuilder<ApiGatewayResource> WithStage(this IResourceBuilder<ApiGatewayResource> gateway, string stage)
    {
        RequireStepFlow(gateway, "stages");
        gateway.Resource.Stage = stage;
        return gateway;
    }

    /// <summary>Sets a stage variable.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static IResourceBuilder<ApiGatewayResource> WithStageVariable(this IResourceBuilder<ApiGatewayResource> gateway, string name, string value)
    {
        RequireStepFlow(gateway, "stages");
        gateway.Resource.StageVariables[name] = value;
        return gateway;
    }

    /// <summary>REST APIs only: media types whose bodies are bytes, such as <c>image/png</c> or <c>*/*</c>.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="types">The media types.</param>
    public static IResourceBuilder<ApiGatewayResource> WithBinaryMediaTypes(this IResourceBuilder<ApiGatewayResource> gateway, params ReadOnlySpan<string> types)
    {
        RequireStepFlow(gateway, "binary media types");
        gateway.Resource.BinaryMediaTypes.AddRange(types);
        return gateway;
    }

    private static void RequireStepFlow(IResourceBuilder<ApiGatewayResource> gateway, string what)
    {
        if (!gateway.Resource.HasStages)
        {
            throw EmulatorSettings.Of(gateway.ApplicationBuilder).Refusal(
                $"Gateway '{gateway.Resource.Name}': the Lambda Test Tool's gateway knows no {what}. Use StepFlow's (StepFlow:Lambda=StepFlow), or leave them out.");
        }
    }

#if ASPIRE_AWS
    private static IResourceBuilder<ApiGatewayResource> AddTestToolGateway(IDistributedApplicationBuilder builder, string name, ApiKind kind) =>
        TestToolHome.AddGateway(builder, name, kind);
#else
    private static IResourceBuilder<ApiGatewayResource> AddTestToolGateway(IDistributedApplicationBuilder builder, string name, ApiKind kind) =>
        throw EmulatorSettings.Of(builder).Refusal("StepFlow:Lambda is TestTool, but StepFlow.Aspire.Hosting was built without Aspire.Hosting.AWS (AspireAws=None).");
#endif
}
