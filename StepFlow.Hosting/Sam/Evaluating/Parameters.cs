using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Evaluating;

/// <summary>The parameters of a template: what was given, else their defaults.</summary>
internal sealed class Parameters
{
    private const string SsmPrefix = "AWS::SSM::Parameter::";

    private readonly Template _template;
    private readonly TemplateMap _declared;
    private readonly IReadOnlyDictionary<string, string> _given;

    public Parameters(Template template, IReadOnlyDictionary<string, string> given)
    {
        _template = template;
        _declared = template.Section("Parameters");
        _given = given;
        if (given.Keys.FirstOrDefault(name => _declared[name] is null) is { } unknown)
        {
            var names = string.Join(", ", _declared.Members.Select(member => member.Name));
            throw template.Problem(_declared, $"--parameter {unknown}: the template has no such parameter. It has: {(names.Length > 0 ? names : "none")}.");
        }
    }

    /// <summary>The value of a parameter, or null where there is none of that name.</summary>
    public TemplateNode? Find(string name, TemplateNode at)
    {
        if (_declared[name] is not TemplateMap declared)
        {
            return null;
        }

        var type = (declared["Type"] as TemplateScalar)?.Text ?? "String";
        var text = _given.TryGetValue(name, out var given) ? given : (declared["Default"] as TemplateScalar)?.Text;
        if (text is null)
        {
            throw _template.Problem(at, $"The parameter {name} has no default: give it with --parameter {name}=<value>.");
        }

        if (given is null && type.StartsWith(SsmPrefix, StringComparison.Ordinal))
        {
            throw _template.Problem(at, $"The parameter {name} is kept in Systems Manager as '{text}', and there is none here: give its value with --parameter {name}=<value>.");
        }

        var isList = type is "CommaDelimitedList" || type.StartsWith("List<", StringComparison.Ordinal) || type.Contains("<List<", StringComparison.Ordinal);
        var values = isList ? text.Split(',', StringSplitOptions.TrimEntries) : [text];
        if (ParameterConstraints.Problem(declared, name, values) is { } problem)
        {
            throw _template.Problem(declared, $"{problem}. Give another value with --parameter {name}=<value>.");
        }

        return isList ? new TemplateList(at.Place, [.. values.Select(item => new TemplateScalar(at.Place, item))]) : new TemplateScalar(at.Place, text);
    }
}
