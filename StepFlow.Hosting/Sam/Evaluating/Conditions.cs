using System.Collections.Immutable;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Evaluating;

/// <summary>The conditions of a template.</summary>
internal sealed class Conditions(Evaluation evaluation)
{
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public bool IsTrue(TemplateScalar name)
    {
        var condition = evaluation.Template.Section("Conditions")[name.Text]
            ?? throw evaluation.Problem(name, $"The template has no condition '{name.Text}'.");
        if (!_open.Add(name.Text))
        {
            throw evaluation.Problem(name, $"The condition '{name.Text}' depends on itself.");
        }

        var result = Holds(condition);
        _open.Remove(name.Text);
        return result;
    }

    private bool Holds(TemplateNode condition) => condition is TemplateMap { Members: [{ Name: var function, Value: var argument }] }
        ? function switch
        {
            "Condition" when argument is TemplateScalar other => IsTrue(other),
            "Fn::Equals" => AreEqual(argument),
            "Fn::Not" => !Holds(Operands(argument, 1, 1)[0]),
            "Fn::And" => Operands(argument, 2, 10).All(Holds),
            "Fn::Or" => Operands(argument, 2, 10).Any(Holds),
            _ => throw evaluation.Problem(condition, $"{function} is no function of conditions; there are Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition."),
        }
        : throw evaluation.Problem(condition, "A condition is made of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition.");

    private bool AreEqual(TemplateNode argument)
    {
        var operands = Operands(argument, 2, 2);
        return evaluation.Whole(operands[0])?.ToJson() is { } left
            && evaluation.Whole(operands[1])?.ToJson() is { } right
            && TextOf(left) == TextOf(right);
    }

    // CloudFormation compares texts: true and "true" are the same.
    private static string TextOf(Language.Json.JsonValue value) => value is Language.Json.JsonString text ? text.Value : value.ToString();

    private ImmutableArray<TemplateNode> Operands(TemplateNode argument, int least, int most) =>
        argument is TemplateList { Items: var items } && items.Length >= least && items.Length <= most
            ? items
            : throw evaluation.Problem(argument, least == most ? $"A list of {least} is needed here." : $"A list of {least} to {most} is needed here.");
}
