using System.Globalization;
using StepFlow.Hosting.Sam.Evaluating;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>The properties of a resource, or of a mapping in it, evaluated as they are asked for.</summary>
internal sealed class ResourceProperties(TemplateMap map, Evaluation evaluation)
{
    public TemplateMap Map => map;

    public IEnumerable<TemplateMember> Members => map.Members;

    public bool Has(string name) => Value(name) is not null;

    public TemplateNode? Value(string name) => map[name] is { } node ? evaluation.Value(node) : null;

    public string? Text(string name) => Value(name) is { } value ? evaluation.Text(value) : null;

    public string? Text(string name, string otherName) => Text(name) ?? Text(otherName);

    public int? Number(string name) => Text(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw evaluation.Problem(map[name]!, $"{name} is '{text}', not a number."),
    };

    public ResourceProperties Section(string name) => new(Value(name) as TemplateMap ?? TemplateMap.Empty with { Place = map.Place }, evaluation);

    public ResourceProperties Section(string name, string otherName) => Section(Has(name) ? name : otherName);

    /// <summary>The mappings in a list.</summary>
    public IReadOnlyList<ResourceProperties> Sections(string name) =>
        Value(name) is { } list ? [.. evaluation.List(list).OfType<TemplateMap>().Select(item => new ResourceProperties(item, evaluation))] : [];

    public IEnumerable<string> Texts(string name) => Value(name) is { } list ? evaluation.List(list).Select(evaluation.Text) : [];

    public TemplateException Problem(string name, string problem) => evaluation.Problem(map[name] ?? map, problem);
}
