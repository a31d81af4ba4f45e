using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>Reads AWS::Serverless::StateMachine and AWS::StepFunctions::StateMachine with their definitions, in the template or in a file.</summary>
internal sealed class StateMachineReading(ResourceValues values, SamNotes notes)
{
    private Evaluation Evaluation => values.Evaluation;

    public static bool Takes(string type) => type is "AWS::Serverless::StateMachine" or "AWS::StepFunctions::StateMachine";

    public StateMachineResource Read(TemplateResource resource)
    {
        var properties = new ResourceProperties(resource.Properties, Evaluation);
        var type = TypeOf(properties);
        var (file, definition) = DefinitionOf(resource, properties, SubstitutionsOf(properties));
        return new(values.NameOf(resource), Path.GetRelativePath(Evaluation.Template.Directory, file), type)
        {
            IsOptional = true,
            Written = new(file, definition.ToJson().ToString(), pointer => NodeLocations.Find(definition, pointer)),
        };
    }

    private static StateMachineType TypeOf(ResourceProperties properties) => properties.Text("Type", "StateMachineType") switch
    {
        null or "STANDARD" => StateMachineType.Standard,
        "EXPRESS" => StateMachineType.Express,
        var other => throw properties.Problem(properties.Has("Type") ? "Type" : "StateMachineType", $"'{other}' is no type of a state machine. There are STANDARD and EXPRESS."),
    };

    private Dictionary<string, string> SubstitutionsOf(ResourceProperties properties) =>
        properties.Section("DefinitionSubstitutions").Members
            .Select(member => (member.Name, Value: Evaluation.Value(member.Value)))
            .Where(member => member.Value is not null)
            .ToDictionary(member => member.Name, member => Evaluation.Text(member.Value!), StringComparer.Ordinal);

    private (string File, TemplateNode Definition) DefinitionOf(TemplateResource resource, ResourceProperties properties, Dictionary<string, string> substitutions)
    {
        if (properties.Map["Definition"] is { } written)
        {
            return (Evaluation.Template.File, Filled(Evaluation.Whole(written) ?? written, new(resource, substitutions, notes)));
        }

        if (properties.Value("DefinitionString") is { } text)
        {
            // Its lines are no lines of the template, so every problem is placed where the text begins.
            var json = new DefinitionText(resource, substitutions, notes).Filled(Evaluation.Text(text), Evaluation.Template.File, _ => text.Place, escape: true);
            return DefinitionJson.ProblemOf(json) is { } problem
                ? throw Evaluation.Problem(text, $"The DefinitionString is no JSON, and AWS takes nothing else there: {problem}")
                : (Evaluation.Template.File, Moved(TemplateReader.Read(Evaluation.Template.File, json), text.Place));
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
            var content = File.ReadAllText(file);
            var filled = new DefinitionText(resource, substitutions, notes).Filled(content, file, offset => TextPlace.At(content, offset), escape: true);
            return (file, DefinitionJson.OfFile(file, filled, notes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Evaluation.Problem(uri, $"The definition of {resource.Id} cannot be read: {e.Message}");
        }
    }

    private static TemplateNode Moved(TemplateNode node, TextPlace place) => node switch
    {
        TemplateMap map => map with { Place = place, Members = [.. map.Members.Select(member => member with { Place = place, Value = Moved(member.Value, place) })] },
        TemplateList list => list with { Place = place, Items = [.. list.Items.Select(item => Moved(item, place))] },
        _ => node with { Place = place },
    };

    private TemplateNode Filled(TemplateNode node, DefinitionText definition) => node switch
    {
        TemplateMap map => map with { Members = [.. map.Members.Select(member => member with { Value = Filled(member.Value, definition) })] },
        TemplateList list => list with { Items = [.. list.Items.Select(item => Filled(item, definition))] },
        TemplateScalar { Value: JsonString text } scalar when definition.Filled(text.Value, Evaluation.Template.File, _ => scalar.Place, escape: false) is var filled && filled != text.Value =>
            scalar with { Text = filled, Value = filled },
        _ => node,
    };
}
