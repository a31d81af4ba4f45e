using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary><c>.name</c>, <c>['name']</c> or <c>['a','b']</c>; several names at the end of a path select one merged object.</summary>
internal sealed class PropertyToken(string[] names) : PathToken
{
    public string[] Names { get; } = names;

    public override bool IsDefinite => Names.Length is 1 || IsLeaf;

    public override string Fragment => FragmentOf(Names);

    public static string FragmentOf(params string[] names) => $"[{string.Join(',', names.Select(n => $"'{n}'"))}]";

    public override void Select(JsonValue node, string at, Selection into)
    {
        if (node is not JsonObject o)
        {
            if (UpstreamDefinite)
            {
                into.Miss = new($"Expected to find an object with property {Fragment} in path {at} but found '{JavaName(node)}'. " +
                    "This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.");
            }
        }
        else if (Names.Length > 1 && IsLeaf)
        {
            into.Found.Add(Merge(o));
        }
        else
        {
            foreach (var name in Names)
            {
                SelectOne(o, name, at, into);
            }
        }
    }

    private void SelectOne(JsonObject o, string name, string at, Selection into)
    {
        if (o[name] is { } value)
        {
            Pass(value, Below(at, FragmentOf(name)), into);
        }
        else if (IsLeaf ? UpstreamDefinite || into.RequireProperties : (UpstreamDefinite && IsDefinite) || into.RequireProperties)
        {
            into.Miss = new($"{(IsLeaf ? "No results for path:" : "Missing property in path")} {at}{FragmentOf(name)}");
        }
    }

    private JsonObject Merge(JsonObject o)
    {
        var merged = new JsonObjectBuilder(Names.Length);
        foreach (var name in Names)
        {
            merged.SetIf(name, o[name]);
        }

        return merged.Build();
    }

    internal static string JavaName(JsonValue value) => value switch
    {
        JsonNull => "null",
        JsonString => "java.lang.String",
        JsonBoolean => "java.lang.Boolean",
        JsonNumber { IsInteger: true } => "java.lang.Integer",
        JsonNumber => "java.lang.Double",
        JsonArray => "java.util.ArrayList",
        _ => "java.util.LinkedHashMap",
    };
}
