using StepFlow.Gateway;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Reads APIs and their routes: of SAM's events, of OpenAPI definitions, and of API Gateway's own resources.</summary>
internal sealed class ApiReading(Evaluation evaluation, IntegrationTargets targets, SamNotes notes)
{
    private readonly Dictionary<string, ApiDraft> _apis = new(StringComparer.Ordinal);

    public static bool Takes(string type) =>
        type is "AWS::Serverless::Api" or "AWS::Serverless::HttpApi"
        || (type.StartsWith("AWS::ApiGateway", StringComparison.Ordinal) && !type.EndsWith("::DomainName", StringComparison.Ordinal));

    public IEnumerable<ApiGatewayResource> Gateways => _apis.Values.Where(api => api.HasRoutes).Select(api => api.Gateway);

    /// <summary>Takes note of an API and of the routes in its definition.</summary>
    public void ReadApi(TemplateResource resource)
    {
        var properties = new ResourceProperties(resource.Properties, evaluation);
        switch (resource.Type)
        {
            case "AWS::Serverless::Api" or "AWS::ApiGateway::RestApi":
                var rest = Api(resource.Id, ApiKind.Rest);
                rest.Gateway.Stage = properties.Text("StageName");
                rest.Gateway.BinaryMediaTypes.AddRange(properties.Texts("BinaryMediaTypes").Select(type => type.Replace("~1", "/", StringComparison.Ordinal)));
                Take(rest, properties, "Variables");
                break;
            case "AWS::Serverless::HttpApi":
                var http = Api(resource.Id, ApiKind.Http);
                http.Gateway.Stage = properties.Text("StageName");
                Take(http, properties, "StageVariables");
                break;
            case "AWS::ApiGatewayV2::Api" when properties.Text("ProtocolType") is "HTTP" or null:
                var plain = Api(resource.Id, ApiKind.Http);
                if (properties.Text("Target") is { } target)
                {
                    AddRoute(plain, properties.Text("RouteKey") ?? "$default", targets.Find(target, null, null, null), resource);
                }

                break;
            case "AWS::ApiGatewayV2::Api":
                notes.Add($"{resource.Id}: WebSocket APIs are not served here.");
                return;
            default:
                return;
        }

        if (properties.Has("Auth") || properties.Text("DefaultAuthorizer") is not null)
        {
            notes.Add($"{resource.Id}: its authorizers are not asked; every request passes.");
        }

        new OpenApiRoutes(evaluation, targets, notes).AddTo(Api(resource.Id, ApiKind.Rest), properties, resource);
    }

    /// <summary>Routes and stages that are resources of their own; their APIs are known by now.</summary>
    public void ReadPart(TemplateResource resource)
    {
        var properties = new ResourceProperties(resource.Properties, evaluation);
        switch (resource.Type)
        {
            case "AWS::ApiGateway::Method" when ApiOf(properties.Text("RestApiId")) is { } api:
                var path = new RestResources(evaluation).PathOf(properties.Text("ResourceId") ?? "", resource.Properties);
                AddRoute(api, $"{properties.Text("HttpMethod")} {path}", Target(properties.Section("Integration")), resource);
                break;
            case "AWS::ApiGatewayV2::Route" when ApiOf(properties.Text("ApiId")) is { } api:
                var integration = evaluation.Template.Resources.FirstOrDefault(other => other.Id == properties.Text("Target")?.Split('/')[^1]);
                AddRoute(api, properties.Text("RouteKey") ?? "", integration is null ? null : Target(new(integration.Properties, evaluation)), resource);
                break;
            case "AWS::ApiGateway::Stage" or "AWS::ApiGatewayV2::Stage" or "AWS::ApiGateway::Deployment" when ApiOf(properties.Text("RestApiId", "ApiId")) is { } api:
                api.Gateway.Stage = properties.Text("StageName") ?? api.Gateway.Stage;
                Take(api, properties, resource.Type is "AWS::ApiGateway::Stage" ? "Variables" : "StageVariables");
                break;
        }
    }

    /// <summary>A route of SAM's events Api and HttpApi.</summary>
    public void AddEvent(ApiKind kind, ResourceProperties properties, IntegrationTarget target, TemplateResource resource)
    {
        var api = ApiOf(properties.Text("RestApiId", "ApiId")) ?? Implicit(kind);
        var (method, path) = (properties.Text("Method"), properties.Text("Path"));
        var route = path is null or "$default"
            ? kind is ApiKind.Http ? "$default" : throw properties.Problem("Path", $"The event of {resource.Id} has no Path.")
            : $"{(method is null or "x-amazon-apigateway-any-method" ? "ANY" : method.ToUpperInvariant())} {path}";
        if (properties.Has("Auth"))
        {
            notes.Add($"{resource.Id}: the authorizer of {route} is not asked; every request passes.");
        }

        AddRoute(api, route, target, resource);
    }

    /// <summary>A function URL: an HTTP API that sends everything to its function.</summary>
    public void AddFunctionUrl(TemplateResource resource, LambdaFunctionResource function) =>
        AddRoute(Api($"{resource.Id}Url", ApiKind.Http), "$default", new IntegrationTarget.Function(function), resource);

    private static void Take(ApiDraft api, ResourceProperties properties, string variables)
    {
        foreach (var member in properties.Section(variables).Members)
        {
            api.Gateway.StageVariables[member.Name] = properties.Section(variables).Text(member.Name) ?? "";
        }
    }

    private ApiDraft Api(string id, ApiKind kind)
    {
        if (!_apis.TryGetValue(id, out var api))
        {
            _apis.Add(id, api = new(id, kind));
        }

        return api;
    }

    private ApiDraft Implicit(ApiKind kind)
    {
        var api = Api(kind is ApiKind.Rest ? ImplicitApis.Rest : ImplicitApis.Http, kind);
        api.Gateway.Stage ??= kind is ApiKind.Rest ? ImplicitApis.RestStage : null;
        return api;
    }

    // An API's Ref is its id at API Gateway.
    private ApiDraft? ApiOf(string? apiId) => apiId is null
        ? null
        : _apis.Values.FirstOrDefault(api => new GatewayApi(api.Gateway.Name, api.Gateway.Kind, []).ApiId == apiId || api.Gateway.Name == apiId);

    private IntegrationTarget? Target(ResourceProperties integration)
    {
        var parameters = integration.Section("RequestParameters");
        return targets.Find(
            integration.Text("Uri", "IntegrationUri"), integration.Text("IntegrationSubtype"), parameters.Text("Input"), parameters.Text("StateMachineArn"));
    }

    private void AddRoute(ApiDraft api, string route, IntegrationTarget? target, TemplateResource resource)
    {
        if (target is null)
        {
            notes.Add($"{resource.Id}: the route {route} is not served here; only Lambda functions, and state machines that get the body as it is, can answer.");
            return;
        }

        api.Add(route, target, problem => evaluation.Problem(resource.Properties, problem));
    }
}
