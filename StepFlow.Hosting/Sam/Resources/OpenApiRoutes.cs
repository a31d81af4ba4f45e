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
        var paths = Definition(properties) is { } definition ? new ResourceProperties(definition, evaluation).Section("paths") : null;
        foreach (var path in paths?.Members ?? [])
        {
            var operations = paths!.Section(path.Name);
            foreach (var operation in operations.Members.Where(member => Methods.Contains(member.Name, StringComparer.OrdinalIgnoreCase)))
            {
                var integration = operations.Section(operation.Name).Section(IntegrationMember);
                if (integration.Members.Any())
                {
                    Add(api, operation, path.Name, integration, resource);
                }
            }
        }
    }

    private TemplateMap? Definition(ResourceProperties properties)
    {
        var body = properties.Value("DefinitionBody") ?? properties.Value("Body");

        // SAM's way to put a file into the template.
        if (body is TemplateMap { Members: [{ Name: "Fn::Transform", Value: TemplateMap transform }] })
        {
            body = transform["Parameters"] is TemplateMap include ? include["Location"] : null;
        }

        var file = body as TemplateScalar ?? properties.Value("DefinitionUri") as TemplateScalar;
        return body as TemplateMap ?? (file is null ? null : Read(file));
    }

    private TemplateMap? Read(TemplateScalar location)
    {
        try
        {
            var path = Path.GetFullPath(location.Text, evaluation.Template.Directory);
            return TemplateReader.Read(path, File.ReadAllText(path)) as TemplateMap;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw evaluation.Problem(location, $"The OpenAPI definition cannot be read: {e.Message}");
        }
    }

    private void Add(ApiDraft api, TemplateMember operation, string path, ResourceProperties integration, TemplateResource resource)
    {
        var method = operation.Name is AnyMethod ? "ANY" : operation.Name.ToUpperInvariant();
        var route = path is "/$default" or "$default" ? "$default" : $"{method} {path}";
        var parameters = integration.Section("requestParameters");
        var target = targets.Find(
            integration.Text("uri"),
            integration.Text("integrationSubtype"),
            parameters.Text("Input") ?? parameters.Text("input"),
            parameters.Text("StateMachineArn") ?? parameters.Text("stateMachineArn"));
        if (target is not null)
        {
            api.Add(route, target, problem => evaluation.Problem(operation.Value, problem));
        }
        else if (integration.Text("type")?.ToUpperInvariant() is not "MOCK")
        {
            notes.Add($"{resource.Id}: the route {route} is not served here; only Lambda functions, and state machines that get the body as it is, can answer.");
        }
    }
}
