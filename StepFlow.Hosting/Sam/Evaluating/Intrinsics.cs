using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using StepFlow.Hosting.Sam.Templates;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Sam.Evaluating;

/// <summary>CloudFormation's intrinsic functions.</summary>
internal sealed class Intrinsics(Evaluation evaluation)
{
    // A template whose values depend on each other in a circle would never end.
    private const int DeepestNesting = 100;

    private int _depth;

    /// <summary>The result of a function; null is AWS::NoValue.</summary>
    public TemplateNode? Call(TemplateMember call)
    {
        if (++_depth > DeepestNesting)
        {
            throw evaluation.Problem(call.Value, "These values depend on each other in a circle.");
        }

        try
        {
            return Answer(call, call.Value);
        }
        finally
        {
            _depth--;
        }
    }

    private TemplateNode? Answer(TemplateMember call, TemplateNode argument) => call.Name switch
    {
        "Ref" => evaluation.Reference(argument, evaluation.Text(argument)),
        "Fn::GetAtt" => GetAtt(argument),
        "Fn::Sub" => new Substitution(evaluation).Of(argument),
        "Fn::Join" => Join(argument),
        "Fn::Select" => Select(argument),
        "Fn::Split" => Split(argument),
        "Fn::FindInMap" => FindInMap(argument),
        "Fn::If" => If(argument),
        "Fn::Base64" => Scalar(argument, Convert.ToBase64String(Encoding.UTF8.GetBytes(evaluation.Text(argument)))),
        "Fn::GetAZs" => new TemplateList(argument.Place, [.. "abc".Select(zone => Scalar(argument, evaluation.Pseudo.Region + zone))]),
        "Fn::ToJsonString" => Scalar(argument, (evaluation.Whole(argument)?.ToJson() ?? JsonValue.Null).ToString()),
        "Fn::Length" => new TemplateScalar(argument.Place, Length(argument), JsonValue.Parse(Length(argument))),
        "Fn::Transform" => Include(argument),
        "Fn::ImportValue" => throw evaluation.Problem(
            argument, $"'{evaluation.Text(argument)}' is exported by another stack, and there is none here. Make it a parameter, and give that with --parameter."),
        _ => throw evaluation.Problem(argument, $"{call.Name} is not evaluated here. Replace it by a parameter, and give that with --parameter."),
    };

    private static TemplateScalar Scalar(TemplateNode at, string text) => new(at.Place, text);

    private TemplateScalar GetAtt(TemplateNode argument)
    {
        var (resource, attribute) = argument is TemplateList { Items: [var first, .. var rest] }
            ? (evaluation.Text(first), string.Join('.', rest.Select(evaluation.Text)))
            : evaluation.Text(argument).Split('.', 2) is [var before, var after] ? (before, after) : ("", "");
        return attribute.Length > 0
            ? evaluation.Attribute(argument, resource, attribute)
            : throw evaluation.Problem(argument, "Fn::GetAtt needs a resource and an attribute: Resource.Arn.");
    }

    private TemplateScalar Join(TemplateNode argument)
    {
        var parts = Arguments("Fn::Join", argument, 2, 2);
        return Scalar(argument, string.Join(evaluation.Text(parts[0]), evaluation.List(parts[1]).Select(evaluation.Text)));
    }

    private TemplateNode? Select(TemplateNode argument)
    {
        var parts = Arguments("Fn::Select", argument, 2, 2);
        var items = evaluation.List(parts[1]);
        return int.TryParse(evaluation.Text(parts[0]), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Length
            ? items[index]
            : throw evaluation.Problem(argument, $"Fn::Select: the list has {items.Length} items, counted from 0.");
    }

    private TemplateList Split(TemplateNode argument)
    {
        var parts = Arguments("Fn::Split", argument, 2, 2);
        return new(argument.Place, [.. evaluation.Text(parts[1]).Split(evaluation.Text(parts[0])).Select(part => Scalar(argument, part))]);
    }

    private TemplateNode? FindInMap(TemplateNode argument)
    {
        var parts = Arguments("Fn::FindInMap", argument, 3, 4);
        var (map, top, second) = (evaluation.Text(parts[0]), evaluation.Text(parts[1]), evaluation.Text(parts[2]));
        var found = ((evaluation.Template.Section("Mappings")[map] as TemplateMap)?[top] as TemplateMap)?[second];
        return found
            ?? (parts.Length > 3 && parts[3] is TemplateMap options && options["DefaultValue"] is { } otherwise ? evaluation.Value(otherwise) : null)
            ?? throw evaluation.Problem(argument, $"The mapping '{map}' has nothing for '{top}', '{second}'.");
    }

    private TemplateNode? If(TemplateNode argument)
    {
        var parts = Arguments("Fn::If", argument, 3, 3);
        var condition = parts[0] as TemplateScalar ?? throw evaluation.Problem(parts[0], "Fn::If needs the name of a condition.");
        return evaluation.Value(parts[evaluation.IsTrue(condition) ? 1 : 2]);
    }

    // SAM's way to put a file into a template. Other macros are programs in somebody's account.
    private TemplateNode Include(TemplateNode argument)
    {
        if (argument is not TemplateMap call || call["Name"] is not { } name || evaluation.Text(name) is not "AWS::Include")
        {
            throw evaluation.Problem(argument, "Only the transform AWS::Include is carried out here. Write down what the macro would make of this.");
        }

        return call["Parameters"] is TemplateMap parameters && parameters["Location"] is { } location && evaluation.Value(location) is TemplateScalar file
            ? LocalFile.Read(evaluation, file)
            : throw evaluation.Problem(argument, "AWS::Include needs a parameter Location, the file to put here.");
    }

    private string Length(TemplateNode argument) => evaluation.List(argument).Length.ToString(CultureInfo.InvariantCulture);

    private ImmutableArray<TemplateNode> Arguments(string function, TemplateNode argument, int least, int most) =>
        argument is TemplateList { Items: var items } && items.Length >= least && items.Length <= most
            ? items
            : throw evaluation.Problem(argument, $"{function} needs a list of {(least == most ? $"{least}" : $"{least} to {most}")} arguments.");
}
