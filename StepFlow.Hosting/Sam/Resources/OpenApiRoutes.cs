using StepFlow.Gateway;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>The routes of an OpenAPI definition, in the template or in a file: each operation with its x-amazon-apigateway-integration.</summary>
internal sealed class OpenApiRoutes(Evaluation evaluation, IntegrationTargets targets, SamNotes notes)
{
    private const string IntegrationMember = "x-amazon-apigateway-integration";
    private const string AnyMethod = "x-amazon-apigateway-any-method";

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", AnyMethod];

    public void AddTo(ApiDraft api, ResourceProperties properties, TemplateResource resource)
    {
        if (Definition(properties) is not { } map)
        {
            return;
        }

        var definition = new ResourceProperties(map, evaluation);
        if (api.Gateway.Kind is ApiKind.Http)
        {
            api.Gateway.Cors = notes.Try(resource, () => HttpCors.Read(definition, "x-amazon-apigateway-cors"));
        }

        var paths = definition.Section("paths");
        foreach (var path in paths.Members)
        {
            var operations = paths.Section(path.Name);
            foreach (var operation in operations.Members.Where(member => Methods.Contains(member.Name, StringComparer.OrdinalIgnoreCase)))
            {
                notes.Try(resource, () => Read(api, operation, path.Name, operations.Section(operation.Name).Section(IntegrationMember), resource), $", {operation.Name} {path.Name}");
            }
        }
    }

    private TemplateMap? Definition(ResourceProperties properties)
    {
        if ((properties.Value("DefinitionBody") ?? properties.Value("Body")) is TemplateMap body)
        {
            return body;
        }

        return (properties.Value("DefinitionUri") ?? properties.Value("BodyS3Location")) switch
        {
            null => null,
            TemplateScalar file => LocalFile.Read(evaluation, file) as TemplateMap,
            var elsewhere => throw evaluation.Problem(elsewhere, "The definition is in S3, and only files on this machine are read. Point DefinitionUri to a file."),
        };
    }

    private void Read(ApiDraft api, TemplateMember operation, string path, ResourceProperties integration, TemplateResource resource)
    {
        if (!integration.Members.Any())
        {
            return;
        }

        var method = operation.Name is AnyMethod ? "ANY" : operation.Name.ToUpperInvariant();
        var route = path is "/$default" or "$default" ? "$default" : $"{method} {path}";
        api.Add(route, targets.Find(Integration.OfOpenApi(integration)), resource, operation.Value);
    }
}
