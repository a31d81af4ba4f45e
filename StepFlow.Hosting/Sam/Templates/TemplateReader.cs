using System.Collections.Immutable;
using System.Text.RegularExpressions;
using StepFlow.Hosting.Definitions;
using StepFlow.Language.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StepFlow.Hosting.Sam.Templates;

/// <summary>Reads YAML and JSON, which is a kind of YAML, with places and with CloudFormation's short forms.</summary>
internal static partial class TemplateReader
{
    // A template that refers to itself by an alias would never end.
    private const int DeepestNesting = 200;

    public static TemplateNode Read(string file, string text)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new TemplateException(file, new((int)e.Start.Line, (int)e.Start.Column), $"This is neither YAML nor JSON: {e.InnerException?.Message ?? e.Message}");
        }

        return yaml.Documents is [var document, ..] ? Node(file, document.RootNode, depth: 0) : TemplateMap.Empty;
    }

    private static TemplateNode Node(string file, YamlNode node, int depth)
    {
        var place = PlaceOf(node);
        if (depth > DeepestNesting)
        {
            throw new TemplateException(file, place, $"This is nested more than {DeepestNesting} levels deep.");
        }

        TemplateNode value = node switch
        {
            YamlScalarNode scalar => Scalar(scalar, place),
            YamlSequenceNode list => new TemplateList(place, [.. list.Select(item => Node(file, item, depth + 1))]),
            YamlMappingNode map => new TemplateMap(place, Members(file, map, depth)),
            _ => throw new TemplateException(file, place, "This is no value of a template."),
        };
        return node.Tag is { IsEmpty: false, Value: ['!', not '!', ..] and var tag }
            ? new TemplateMap(place, [new(FunctionName(tag[1..]), place, value)])
            : value;
    }

    private static ImmutableArray<TemplateMember> Members(string file, YamlMappingNode map, int depth) =>
    [
        .. map.Children.Select(member => new TemplateMember(
            member.Key is YamlScalarNode { Value: { } name } ? name : throw new TemplateException(file, PlaceOf(member.Key), "A name must be a single value."),
            PlaceOf(member.Key),
            Node(file, member.Value, depth + 1))),
    ];

    private static string FunctionName(string tag) => tag is "Ref" or "Condition" ? tag : $"Fn::{tag}";

    private static TextPlace PlaceOf(YamlNode node) => new((int)node.Start.Line, (int)node.Start.Column);

    private static TemplateScalar Scalar(YamlScalarNode scalar, TextPlace place)
    {
        var text = scalar.Value ?? "";
        return new(place, text, scalar.Style is ScalarStyle.Plain && (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific) ? Plain(text) : text);
    }

    private static JsonValue Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JsonValue.Null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when Number().IsMatch(text) => JsonValue.Parse(text.TrimStart('+')),
        _ => text,
    };

    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
