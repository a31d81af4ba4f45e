using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.Lambda;
using Aspire.Hosting.Emulator;

namespace Aspire.Hosting.TestTool;

/// <summary>
/// Functions and gateways by Aspire.Hosting.AWS and the Lambda Test Tool it starts. The tool works on one event of a function at a time,
/// hands on no trace and knows no stage; Step Functions stays with the emulator, which invokes functions at the tool's address.
/// </summary>
internal static class TestToolHome
{
    // One variable for each function in Aspire.Hosting.AWS (Lambda/APIGatewayExtensions.cs), which a second route overwrites; the tool
    // itself reads an array too (Lambda Test Tool 0.15, Extensions: "any variable with that prefix, a JSON object or array").
    private const string RoutePrefix = "APIGATEWAY_EMULATOR_ROUTE_CONFIG_";

    private const string EndpointName = "http";

    /// <summary>Adds a function: an executable one, whose handler is its assembly's name.</summary>
    public static IResourceBuilder<ProjectResource> AddFunction<TProject>(IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddAWSLambdaFunction<TProject>(name, Path.GetFileNameWithoutExtension(new TProject().ProjectPath));

    /// <summary>Sends the emulator's Lambda calls to the Test Tool, once that is there.</summary>
    public static void Connect(EnvironmentCallbackContext context, IDistributedApplicationBuilder builder)
    {
        if (builder.Resources.OfType<LambdaEmulatorResource>().FirstOrDefault() is { } tool)
        {
            context.EnvironmentVariables["StepFlow__Lambda__Endpoint"] = new EndpointReference(tool, EndpointName);
        }
    }

    /// <summary>Adds the Test Tool's gateway, with every route of every function.</summary>
    public static IResourceBuilder<ApiGatewayResource> AddGateway(IDistributedApplicationBuilder builder, string name, ApiKind kind)
    {
        var settings = EmulatorSettings.Of(builder);
        var emulator = builder.AddAWSAPIGatewayEmulator(
            name, kind is ApiKind.Rest ? APIGatewayType.Rest : APIGatewayType.HttpV2, new() { HttpPort = settings.Port(name) })
            .WithHttpHealthCheck("/__lambda_test_tool_apigateway_health__", endpointName: EndpointName);

        // A description to add routes to; what the dashboard shows is the tool's own resource.
        var gateway = new ApiGatewayResource(name, kind, () => emulator.GetEndpoint(EndpointName)) { HasStages = false };
        emulator.WithEnvironment(async context =>
        {
            if (context.ExecutionContext.IsPublishMode || builder.Resources.OfType<LambdaEmulatorResource>().FirstOrDefault() is not { } tool)
            {
                return;
            }

            // JSON with an address in it: the address has to be known, as it is when the process is about to start.
            var address = await new EndpointReference(tool, EndpointName).GetValueAsync(context.CancellationToken);
            foreach (var function in gateway.Routes.GroupBy(route => route.Function.Name, StringComparer.Ordinal))
            {
                context.EnvironmentVariables[RoutePrefix + function.Key] =
                    new JsonArray([.. function.SelectMany(route => Entries(route, address))]).ToJsonString();
            }
        });
        return builder.CreateResourceBuilder(gateway);
    }

    // Members as in Lambda Test Tool's ApiGatewayRouteConfig: LambdaResourceName, Endpoint, HttpMethod, Path. It knows no $default, and
    // {proxy+} is one segment at least, as on AWS.
    private static IEnumerable<JsonNode> Entries(ApiGatewayRoute route, string? address)
    {
        (string Method, string Path)[] entries = route.Route.Split(' ', 2, StringSplitOptions.TrimEntries) is [var method, var path]
            ? [(method, path)]
            : [("ANY", "/"), ("ANY", "/{proxy+}")];
        return entries.Select(entry => new JsonObject
        {
            ["LambdaResourceName"] = route.Function.Name,
            ["Endpoint"] = address,
            ["HttpMethod"] = entry.Method,
            ["Path"] = entry.Path,
        });
    }
}
