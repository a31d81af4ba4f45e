using System.Text.RegularExpressions;
using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Reads AWS::Serverless::StateMachine and AWS::StepFunctions::StateMachine with their definitions, in the template or in a file.</summary>
internal sealed partial class StateMachineReading(ResourceValues values, SamNotes notes)
{
    private Evaluation Evaluation => values.Evaluation;

    public static bool Takes(string type) => type is "AWS::Serverless::StateMachine" or "AWS::StepFunctions::StateMachine";

    public StateMachineResource Read(TemplateResource resource)
    {
        var properties = new ResourceProperties(resource.Properties, Evaluation);
        var type = properties.Text("Type", "StateMachineType") is "EXPRESS" ? StateMachineType.Express : StateMachineType.Standard;
        var (file, definition) = DefinitionOf(resource, properties, SubstitutionsOf(properties));
        return new(values.NameOf(resource), Path.GetRelativePath(Evaluation.Template.Directory, file), type)
        {
            IsOptional = true,
            Written = new(file, definition.ToJson().ToString(), pointer => NodeLocations.Find(definition, pointer)),
        };
    }

    private Dictionary<string, string> SubstitutionsOf(ResourceProperties properties) =>
        properties.Section("DefinitionSubstitutions").Members
            .Select(member => (member.Name, Value: Evaluation.Value(member.Value)))
            .Where(member => member.Value is not null)
            .ToDictionary(member => member.Name, member => Evaluation.Text(member.Value!), StringComparer.Ordinal);

    private (string File, TemplateNode Definition) DefinitionOf(TemplateResource resource, ResourceProperties properties, Dictionary<string, string> substitutions)
    {
        if (properties.Map["Definition"] is { } written)
        {
            return (Evaluation.Template.File, Filled(Evaluation.Whole(written) ?? written, substitutions));
        }

        if (properties.Value("DefinitionString") is { } text)
        {
            // Its lines are no lines of the template, so every problem is placed where the text begins.
            var json = Filled(TextOf(Evaluation.Text(text), substitutions, escape: true), Evaluation.Template.File, text);
            return (Evaluation.Template.File, json);
        }

        var uri = properties.Value("DefinitionUri") ?? properties.Value("DefinitionS3Location");
        if (uri is not TemplateScalar { Text: var path } || path.StartsWith("s3://", StringComparison.Ordinal))
        {
            throw Evaluation.Template.Problem(
                uri ?? properties.Map with { Place = resource.Place },
                uri is null ? $"The state machine {resource.Id} has no definition." : "The definition is in S3, and only a file on this machine can be read. Point DefinitionUri at it.");
        }

        var file = Path.GetFullPath(path, Evaluation.Template.Directory);
        try
        {
            return (file, TemplateReader.Read(file, TextOf(File.ReadAllText(file), substitutions, escape: true)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Evaluation.Problem(uri, $"The definition of {resource.Id} cannot be read: {e.Message}");
        }
    }

    private TemplateNode Filled(string text, string file, TemplateNode at)
    {
        try
        {
            return Moved(TemplateReader.Read(file, text), at.Place);
        }
        catch (TemplateException e)
        {
            throw Evaluation.Problem(at, $"The definition is no JSON: {e.Problem}");
        }
    }

    private static TemplateNode Moved(TemplateNode node, TextPlace place) => node switch
    {
        TemplateMap map => map with { Place = place, Members = [.. map.Members.Select(member => member with { Place = place, Value = Moved(member.Value, place) })] },
        TemplateList list => list with { Place = place, Items = [.. list.Items.Select(item => Moved(item, place))] },
        _ => node with { Place = place },
    };

    private TemplateNode Filled(TemplateNode node, Dictionary<string, string> substitutions) => node switch
    {
        TemplateMap map => map with { Members = [.. map.Members.Select(member => member with { Value = Filled(member.Value, substitutions) })] },
        TemplateList list => list with { Items = [.. list.Items.Select(item => Filled(item, substitutions))] },
        TemplateScalar { Value: JsonString text } scalar when TextOf(text.Value, substitutions, escape: false) is var filled && filled != text.Value => scalar with { Text = filled, Value = filled },
        _ => node,
    };

    /// <summary>What CloudFormation does with <c>${Name}</c>: it replaces the names it was given, in any place of the text, and leaves the others.</summary>
    private string TextOf(string text, Dictionary<string, string> substitutions, bool escape) => Placeholder().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        if (substitutions.TryGetValue(name, out var value))
        {
            return escape ? System.Text.Json.JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() : value;
        }

        notes.Add($"'{match.Value}' in a definition is in no DefinitionSubstitutions, and stays as it is.");
        return match.Value;
    });

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z0-9_.]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
