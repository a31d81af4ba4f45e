using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StepFlow.Hosting.Publishing;

/// <summary>The building blocks of a CloudFormation template in YAML.</summary>
internal static partial class TemplateYaml
{
    /// <summary>A mapping in the order given; members without a value are left out.</summary>
    public static YamlMappingNode Map(params ReadOnlySpan<(string Name, YamlNode? Value)> members)
    {
        var map = new YamlMappingNode();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                map.Add(Text(name), value);
            }
        }

        return map;
    }

    public static YamlMappingNode? MapOrNothing(IEnumerable<(string Name, YamlNode Value)> members)
    {
        var map = new YamlMappingNode();
        foreach (var (name, value) in members)
        {
            map.Add(Text(name), value);
        }

        return map.Children.Count is 0 ? null : map;
    }

    public static YamlSequenceNode List(params IEnumerable<YamlNode> items) => new(items);

    /// <summary>A string: quoted where a reader would take it for something else.</summary>
    public static YamlScalarNode Text(string value) =>
        new(value) { Style = Plain().IsMatch(value) && !OtherType().IsMatch(value) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted };

    public static YamlScalarNode Number(int value) => new(value.ToString(CultureInfo.InvariantCulture)) { Style = ScalarStyle.Plain };

    public static YamlScalarNode True() => new("true") { Style = ScalarStyle.Plain };

    public static YamlScalarNode False() => new("false") { Style = ScalarStyle.Plain };

    public static YamlScalarNode Ref(string logicalId) => Function("!Ref", logicalId);

    public static YamlScalarNode GetAtt(string logicalId, string attribute) => Function("!GetAtt", $"{logicalId}.{attribute}");

    public static YamlScalarNode Sub(string text) => Function("!Sub", text);

    /// <summary>The document's text, with line feeds on every system.</summary>
    public static string Write(YamlNode root)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        var text = writer.ToString().ReplaceLineEndings("\n");

        // The writer ends every document with an end mark, which a file of one document does not need.
        return text.EndsWith("\n...\n", StringComparison.Ordinal) ? text[..^4] : text;
    }

    private static YamlScalarNode Function(string tag, string value) => new(value) { Tag = tag, Style = ScalarStyle.Plain };

    [GeneratedRegex(@"^[A-Za-z0-9_/.$][A-Za-z0-9_/.:$+@*-]*( [A-Za-z0-9_/.$+@*-]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Plain();

    // What YAML 1.1, which CloudFormation reads, takes for a number, a date, a truth value or nothing.
    [GeneratedRegex(@"^([0-9.+-].*|true|false|yes|no|on|off|y|n|null|~|.*:)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OtherType();
}
