using System.Globalization;
using StepFlow.Language.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StepFlow.Tests.Language.Validation;

/// <summary>YAML definitions of the corpus as JSON.</summary>
internal static class YamlJson
{
    public static string Convert(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Value(stream.Documents[0].RootNode).ToString();
    }

    private static JsonValue Value(YamlNode node) => node switch
    {
        YamlMappingNode map => JsonObject.Of(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Value(c.Value)))),
        YamlSequenceNode list => JsonArray.Of(list.Children.Select(Value)),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => scalar.Value ?? "",
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static JsonValue Plain(string text) => text switch
    {
        "" or "null" or "~" => JsonValue.Null,
        "true" => JsonValue.True,
        "false" => JsonValue.False,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => text,
    };
}
