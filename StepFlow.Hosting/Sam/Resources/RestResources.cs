using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>The paths of a REST API that is made of AWS::ApiGateway::Resource, each below its parent.</summary>
internal sealed class RestResources(Evaluation evaluation)
{
    private const string Root = "/root";

    /// <summary>What stands for an API's root here.</summary>
    public static string RootOf(string api) => api + Root;

    /// <param name="id">The value of a ResourceId or ParentId: a resource's logical id, or an API's root.</param>
    /// <param name="at">For what cannot be found.</param>
    public string PathOf(string id, TemplateNode at)
    {
        Stack<string> parts = [];
        while (!id.EndsWith(Root, StringComparison.Ordinal))
        {
            var resource = evaluation.Template.Resources.FirstOrDefault(resource => resource.Id == id && resource.Type is "AWS::ApiGateway::Resource");
            if (resource?.Properties is not { } map || parts.Count > evaluation.Template.Resources.Count)
            {
                throw evaluation.Problem(at, $"'{id}' is no AWS::ApiGateway::Resource below the root of an API.");
            }

            var properties = new ResourceProperties(map, evaluation);
            parts.Push(properties.Text("PathPart") ?? "");
            id = properties.Text("ParentId") ?? "";
        }

        return "/" + string.Join('/', parts);
    }
}
