using System.Text.RegularExpressions;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Evaluating;

/// <summary><c>Fn::Sub</c>: a text with <c>${Name}</c>, <c>${Resource.Attribute}</c> and <c>${!Literal}</c>, and variables of its own.</summary>
internal sealed partial class Substitution(Evaluation evaluation)
{
    public TemplateScalar Of(TemplateNode argument)
    {
        var (text, variables) = argument switch
        {
            TemplateList { Items: [var only] } => (only, TemplateMap.Empty),
            TemplateList { Items: [var first, TemplateMap second] } => (first, second),
            TemplateScalar scalar => (scalar, TemplateMap.Empty),
            _ => throw evaluation.Problem(argument, "Fn::Sub needs a text, or a list of a text and a mapping of variables."),
        };
        return new(argument.Place, Placeholder().Replace(evaluation.Text(text), match => Value(argument, match.Groups["name"].Value, variables)));
    }

    private string Value(TemplateNode at, string name, TemplateMap variables)
    {
        if (name.StartsWith('!'))
        {
            return $"${{{name[1..]}}}";
        }

        if (variables[name] is { } variable)
        {
            return evaluation.Text(variable);
        }

        var value = name.Split('.', 2) is [var resource, var attribute] && !resource.Contains("::", StringComparison.Ordinal)
            ? evaluation.Attribute(at, resource, attribute)
            : evaluation.Reference(at, name);
        return value is null ? throw evaluation.Problem(at, $"${{{name}}} has no value.") : evaluation.Text(value);
    }

    [GeneratedRegex(@"\$\{\s*(?<name>!?[A-Za-z0-9_.:-]+)\s*\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
