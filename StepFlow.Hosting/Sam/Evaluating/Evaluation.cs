using System.Collections.Immutable;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Evaluating;

/// <summary>
/// What CloudFormation would make of a template's intrinsic functions here. Values are worked out when somebody needs them, so what
/// a template says about resources that do not run locally does no harm.
/// </summary>
internal sealed class Evaluation
{
    private readonly IResourceValues _resources;
    private readonly Parameters _parameters;
    private readonly Conditions _conditions;
    private readonly Intrinsics _intrinsics;

    public Evaluation(Template template, PseudoParameters pseudo, IReadOnlyDictionary<string, string> given, IResourceValues resources)
    {
        Template = template;
        _resources = resources;
        _parameters = new(template, given);
        _conditions = new(this);
        _intrinsics = new(this);
        Pseudo = pseudo;
    }

    public Template Template { get; }

    public PseudoParameters Pseudo { get; }

    public bool Exists(TemplateResource resource) => resource.Condition is not { } condition || _conditions.IsTrue(condition);

    /// <summary>A condition of the template by its name.</summary>
    public bool IsTrue(TemplateScalar name) => _conditions.IsTrue(name);

    /// <summary>The value, with the function at its top carried out, but not those inside; null is AWS::NoValue.</summary>
    public TemplateNode? Value(TemplateNode node)
    {
        while (node is TemplateMap map && map.IsIntrinsic(out var call))
        {
            if (_intrinsics.Call(call) is not { } result)
            {
                return null;
            }

            node = result;
        }

        if (node is TemplateScalar { Text: var text } && text.Contains("{{resolve:", StringComparison.Ordinal))
        {
            throw Problem(node, $"'{text}' is looked up by AWS when it deploys, and there is nothing to look it up here. Make it a parameter, and give that with --parameter.");
        }

        return node;
    }

    /// <summary>The value with all functions inside carried out; members and items without a value are gone.</summary>
    public TemplateNode? Whole(TemplateNode node) => Value(node) switch
    {
        TemplateMap map => map with
        {
            Members = [.. map.Members.Select(member => (member, Value: Whole(member.Value))).Where(m => m.Value is not null).Select(m => m.member with { Value = m.Value! })],
        },
        TemplateList list => list with { Items = [.. Items(list)] },
        var other => other,
    };

    /// <summary>The text of a value that has to be a single one.</summary>
    public string Text(TemplateNode node) => Value(node) switch
    {
        TemplateScalar scalar => scalar.Text,
        null => throw Problem(node, "There is no value here (AWS::NoValue), but one is needed."),
        TemplateList => throw Problem(node, "This is a list; a single value is needed."),
        _ => throw Problem(node, "This is a mapping; a single value is needed."),
    };

    /// <summary>The items of a value that has to be a list.</summary>
    public ImmutableArray<TemplateNode> List(TemplateNode node) => Value(node) is TemplateList list
        ? [.. Items(list)]
        : throw Problem(node, "A list is needed here.");

    public TemplateNode? Reference(TemplateNode at, string name)
    {
        if (name is "AWS::NoValue")
        {
            return null;
        }

        return Pseudo.Find(name) is { } pseudo ? new TemplateScalar(at.Place, pseudo)
            : _parameters.Find(name, at)
            ?? (_resources.Ref(name) is { } value ? new TemplateScalar(at.Place, value) : throw Problem(at, $"'{name}' is no parameter and no resource of this template."));
    }

    public TemplateScalar Attribute(TemplateNode at, string resource, string attribute) => _resources.Attribute(resource, attribute) is { } value
        ? new(at.Place, value)
        : throw Problem(at, _resources.TypeOf(resource) is { } type
            ? $"What {resource}.{attribute} is ({type}), only AWS knows."
            : $"'{resource}' is no resource of this template.");

    public TemplateException Problem(TemplateNode at, string problem) => Template.Problem(at, problem);

    private IEnumerable<TemplateNode> Items(TemplateList list) => list.Items.Select(Whole).OfType<TemplateNode>();
}
