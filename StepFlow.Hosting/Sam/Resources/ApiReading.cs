using StepFlow.Gateway;
using StepFlow.Gateway.Routes;
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

    public IEnumerable<ApiGatewayResource> Gateways => _apis.Values.Where(api => api.HasRoutes).Select(api => api.Complete());

    /// <summary>Takes note of an API and of the routes in its definition.</summary>
    public void ReadApi(TemplateResource resource)
    {
        var properties = new ResourceProperties(resource.Properties, evaluation);
        switch (resource.Type)
        {
            case "AWS::Serverless::Api" or "AWS::ApiGateway::RestApi":
                var rest = Api(resource.Id, ApiKind.Rest);
                rest.Gateway.Stage = notes.Try(resource, () => properties.Text("StageName"));
                rest.Gateway.BinaryMediaTypes.AddRange(properties.Texts("BinaryMediaTypes").Select(type => type.Replace("~1", "/", StringComparison.Ordinal)));
                Take(rest, properties, "Variables");
                break;
            case "AWS::Serverless::HttpApi":
                var http = Api(resource.Id, ApiKind.Http);
                http.Gateway.Stage = notes.Try(resource, () => properties.Text("StageName"));
                Take(http, properties, "StageVariables");
                break;
            case "AWS::ApiGatewayV2::Api" when properties.Text("ProtocolType") is "HTTP" or null:
                var plain = Api(resource.Id, ApiKind.Http);
                if (properties.Text("Target") is { } target)
                {
                    var quick = new Integration(Type: null, target, Subtype: null, Input: null, StateMachine: null, PayloadFormat.Version2);
                    plain.Add(properties.Text("RouteKey") ?? "$default", targets.Find(quick), resource, resource.Properties);
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

        var api = Api(resource.Id, ApiKind.Rest);
        notes.Try(resource, () => new OpenApiRoutes(evaluation, targets, notes).AddTo(api, properties, resource));
        ReadCors(api, properties);
    }

    /// <summary>Routes and stages that are resources of their own; their APIs are known by now.</summary>
    public void ReadPart(TemplateResource resource)
    {
        var properties = new ResourceProperties(resource.Properties, evaluation);
        switch (resource.Type)
        {
            case "AWS::ApiGateway::Method" when ApiOf(properties, ApiKind.Rest, resource) is { } api:
                var path = new RestResources(evaluation).PathOf(properties.Text("ResourceId") ?? "", resource.Properties);
                api.Add($"{properties.Text("HttpMethod")} {path}", targets.Find(Integration.OfResource(properties.Section("Integration"))), resource, resource.Properties);
                break;
            case "AWS::ApiGatewayV2::Route" when ApiOf(properties, ApiKind.Http, resource) is { } api:
                api.Add(properties.Text("RouteKey") ?? "", TargetOf(properties.Text("Target")), resource, resource.Properties);
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
        var api = ApiOf(properties, kind, resource) ?? Implicit(kind);
        var (method, path) = (properties.Text("Method"), properties.Text("Path"));
        var route = path is null or "$default"
            ? kind is ApiKind.Http ? "$default" : throw properties.Problem("Path", $"The event of {resource.Id} has no Path.")
            : $"{(method is null or "x-amazon-apigateway-any-method" ? "ANY" : method.ToUpperInvariant())} {path}";
        if (properties.Has("Auth"))
        {
            notes.Add($"{resource.Id}: the authorizer of {route} is not asked; every request passes.");
        }

        api.Add(route, target, resource, resource.Properties);
    }

    /// <summary>A function URL: an HTTP API that sends everything to its function.</summary>
    public void AddFunctionUrl(TemplateResource resource, LambdaFunctionResource function)
    {
        var api = Api($"{resource.Id}Url", ApiKind.Http);
        api.Add("$default", new IntegrationTarget.Function(function, PayloadFormat.Version2), resource, resource.Properties);
        api.Gateway.Cors = HttpCors.Read(new ResourceProperties(resource.Properties, evaluation).Section("FunctionUrlConfig"), "Cors");
    }

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
            _apis.Add(id, api = new(id, kind, evaluation, notes));
        }

        return api;
    }

    // It has no properties but those of Globals.
    private ApiDraft Implicit(ApiKind kind)
    {
        var (id, type) = kind is ApiKind.Rest ? (ImplicitApis.Rest, "Api") : (ImplicitApis.Http, "HttpApi");
        if (!_apis.ContainsKey(id))
        {
            var properties = evaluation.Template.Section("Globals")[type] as TemplateMap ?? TemplateMap.Empty;
            var resource = new TemplateResource(id, $"AWS::Serverless::{type}", properties.Place, properties, Condition: null, TemplateMap.Empty);
            notes.Try(resource, () => ReadApi(resource));
            _apis[id].Gateway.Stage = kind is ApiKind.Rest ? ImplicitApis.RestStage : null;
        }

        return _apis[id];
    }

    private static void ReadCors(ApiDraft api, ResourceProperties properties)
    {
        if (api.Gateway.Kind is ApiKind.Rest)
        {
            api.Cors = RestCors.Read(properties);
            return;
        }

        api.Gateway.Cors = HttpCors.Read(properties, "CorsConfiguration", api.Gateway.Cors);
        if (api.Gateway.Cors is { AllowCredentials: true, AllowsAnyOrigin: true })
        {
            throw properties.Problem("CorsConfiguration", "AllowCredentials is not supported where AllowOrigins has '*'. Name the origins.");
        }
    }

    // An API's Ref is its id at API Gateway.
    private ApiDraft? ApiOf(string? apiId) => apiId is null
        ? null
        : _apis.Values.FirstOrDefault(api => new GatewayApi(api.Gateway.Name, api.Gateway.Kind, []).ApiId == apiId || api.Gateway.Name == apiId);

    /// <summary>The API that a route or an event names; null where none is named. Either kind has its own events and resources.</summary>
    private ApiDraft? ApiOf(ResourceProperties properties, ApiKind kind, TemplateResource resource)
    {
        var property = properties.Has("RestApiId") ? "RestApiId" : "ApiId";
        if (properties.Text(property) is not { } id)
        {
            return null;
        }

        var api = ImplicitApis.KindOf(id) is { } itself ? Implicit(itself) : ApiOf(id) ?? throw properties.Problem(property, $"{resource.Id}: '{id}' is no API of this template, so its route cannot be served. Refer to one: !Ref Api.");
        return api.Gateway.Kind == kind ? api : throw properties.Problem(property, kind is ApiKind.Rest
            ? $"{resource.Id}: {api.Gateway.Name} is an HTTP API, and this is a route of REST APIs. Make it an HttpApi event with ApiId, or an AWS::ApiGatewayV2::Route."
            : $"{resource.Id}: {api.Gateway.Name} is a REST API, and this is a route of HTTP APIs. Make it an Api event with RestApiId, or an AWS::ApiGateway::Method.");
    }

    private IntegrationTarget TargetOf(string? target) => evaluation.Template.Resources.FirstOrDefault(other => other.Id == target?.Split('/')[^1]) is { } integration
        ? targets.Find(Integration.OfResource(new(integration.Properties, evaluation)))
        : new IntegrationTarget.Unserved($"its Target '{target}' is no integration of this template.");
}
