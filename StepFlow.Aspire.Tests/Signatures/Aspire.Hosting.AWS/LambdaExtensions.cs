using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;

namespace Aspire.Hosting;

/// <summary>Source: Lambda/LambdaExtensions.cs and Lambda/APIGatewayExtensions.cs.</summary>
public static class LambdaExtensions
{
    public static IResourceBuilder<LambdaProjectResource> AddAWSLambdaFunction<TLambdaProject>(
        this IDistributedApplicationBuilder builder, string name, string lambdaHandler, LambdaFunctionOptions? options = null)
        where TLambdaProject : IProjectMetadata, new()
    {
        var emulator = builder.Resources.OfType<LambdaEmulatorResource>().FirstOrDefault() is { } existing
            ? builder.CreateResourceBuilder(existing)
            : builder.AddAWSLambdaServiceEmulator();
        return builder.AddResource(new LambdaProjectResource(name))
            .WithAnnotation(new TLambdaProject())
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["AWS_LAMBDA_RUNTIME_API"] =
                    ReferenceExpression.Create($"{emulator.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}/{name}");
                context.EnvironmentVariables["AWS_LAMBDA_FUNCTION_NAME"] = name;
                context.EnvironmentVariables["_HANDLER"] = lambdaHandler;
            });
    }

    public static IResourceBuilder<LambdaEmulatorResource> AddAWSLambdaServiceEmulator(
        this IDistributedApplicationBuilder builder, LambdaEmulatorOptions? options = null) =>
        builder.AddResource(new LambdaEmulatorResource("LambdaServiceEmulator")).WithHttpEndpoint(name: "http").ExcludeFromManifest();

    public static IResourceBuilder<APIGatewayEmulatorResource> AddAWSAPIGatewayEmulator(
        this IDistributedApplicationBuilder builder, string name, APIGatewayType apiGatewayType, APIGatewayEmulatorOptions? options = null) =>
        builder.AddResource(new APIGatewayEmulatorResource(name, apiGatewayType)).WithHttpEndpoint(options?.HttpPort, name: "http").ExcludeFromManifest();
}
