using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Reads AWS::Serverless::Function and AWS::Lambda::Function.</summary>
internal sealed class FunctionReading(ResourceValues values, SamNotes notes)
{
    private const int DefaultTimeoutSeconds = 3;
    private const int DefaultMemoryMegabytes = 128;

    private Evaluation Evaluation => values.Evaluation;

    public static bool Takes(string type) => type is "AWS::Serverless::Function" or "AWS::Lambda::Function";

    public FunctionDeclaration Read(TemplateResource resource)
    {
        var properties = new ResourceProperties(resource.Properties, Evaluation);
        var (code, inline, missing) = CodeOf(resource, properties);
        if (properties.Has("Layers"))
        {
            notes.Add($"{resource.Id}: its layers are not put in place; what they hold has to be installed on this machine.");
        }

        return new(resource, values.NameOf(resource), properties.Text("Runtime") ?? "", properties.Text("Handler") ?? "", code, inline, missing)
        {
            Timeout = TimeSpan.FromSeconds(properties.Number("Timeout") ?? DefaultTimeoutSeconds),
            MemoryMegabytes = properties.Number("MemorySize") ?? DefaultMemoryMegabytes,
            Alias = properties.Text("AutoPublishAlias"),
            Environment = [.. Variables(resource, properties.Section("Environment").Section("Variables"))],
        };
    }

    private (string? Code, string? Inline, string? Missing) CodeOf(TemplateResource resource, ResourceProperties properties)
    {
        if (properties.Text("PackageType") is "Image" || properties.Has("ImageUri"))
        {
            return (null, null, "it is a container image, and no container runs here. Give it a Runtime and a CodeUri.");
        }

        if ((properties.Text("InlineCode") ?? properties.Section("Code").Text("ZipFile")) is { } inline)
        {
            return (null, inline, null);
        }

        var property = resource.Type is "AWS::Lambda::Function" ? "Code" : "CodeUri";
        return properties.Value(property) switch
        {
            TemplateScalar { Text: var path } when !path.StartsWith("s3://", StringComparison.Ordinal) => (Path.GetFullPath(path, Evaluation.Template.Directory), null, null),
            null => (Evaluation.Template.Directory, null, null),
            var elsewhere => (null, null, Evaluation.Problem(elsewhere, $"{property} is in S3, and only code on this machine can run. Point it at a folder or a zip.").Message),
        };
    }

    private IEnumerable<KeyValuePair<string, string>> Variables(TemplateResource resource, ResourceProperties variables)
    {
        foreach (var variable in variables.Members)
        {
            string? value = null;
            try
            {
                value = Evaluation.Value(variable.Value) is { } node ? Evaluation.Text(node) : null;
            }
            catch (TemplateException e)
            {
                notes.Add($"{resource.Id}: the variable {variable.Name} is not set. {e.Message}");
            }

            if (value is not null)
            {
                yield return new(variable.Name, value);
            }
        }
    }
}
