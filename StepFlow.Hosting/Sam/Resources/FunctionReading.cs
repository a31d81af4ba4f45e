using System.Text.RegularExpressions;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Reads AWS::Serverless::Function and AWS::Lambda::Function.</summary>
internal sealed partial class FunctionReading(ResourceValues values, SamNotes notes)
{
    // Lambda starts as many as it needs; a machine has fewer hands. More are started only when events wait.
    private const int MostProcesses = 10;

    private Evaluation Evaluation => values.Evaluation;

    public static bool Takes(string type) => type is "AWS::Serverless::Function" or "AWS::Lambda::Function";

    /// <summary>The function; where only its name can be read, one that says to its callers what is wrong.</summary>
    public FunctionDeclaration Read(TemplateResource resource)
    {
        var name = values.NameOf(resource);
        if (!FunctionName().IsMatch(name))
        {
            throw new ResourceProperties(resource.Properties, Evaluation).Problem("FunctionName", $"'{name}' is no name of a function: letters, digits, '-' and '_', at most 64 of them.");
        }

        try
        {
            return Read(resource, name);
        }
        catch (TemplateException e)
        {
            return new(resource, name, Runtime: "", Handler: "", Code: null, InlineCode: null, e.Message);
        }
    }

    private FunctionDeclaration Read(TemplateResource resource, string name)
    {
        var properties = new ResourceProperties(resource.Properties, Evaluation);
        var (code, inline, missing) = CodeOf(resource, properties);
        if (missing is null && properties.Text("Handler") is null)
        {
            throw Evaluation.Problem(resource.Properties with { Place = resource.Place }, "It has no Handler, which a function that is no container image needs.");
        }

        if (properties.Has("Layers"))
        {
            notes.Add($"{resource.Id}: its layers are not put in place; what they hold has to be installed on this machine.");
        }

        return new(resource, name, properties.Text("Runtime") ?? "", properties.Text("Handler") ?? "", code, inline, missing)
        {
            Timeout = TimeSpan.FromSeconds(Limited(properties, "Timeout", otherwise: 3, 1, 900, "seconds")),
            MemoryMegabytes = Limited(properties, "MemorySize", otherwise: 128, 128, 10240, "MB"),
            Processes = Math.Clamp(properties.Number("ReservedConcurrentExecutions") ?? MostProcesses, 1, MostProcesses),
            Alias = properties.Text("AutoPublishAlias"),
            Environment = [.. Variables(resource, properties.Section("Environment").Section("Variables"))],
        };
    }

    private static int Limited(ResourceProperties properties, string name, int otherwise, int least, int most, string unit) =>
        properties.Number(name) switch
        {
            null => otherwise,
            { } number when number >= least && number <= most => number,
            { } number => throw properties.Problem(name, $"{name} is {number} {unit}; Lambda takes {least} to {most}."),
        };

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

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex FunctionName();
}
