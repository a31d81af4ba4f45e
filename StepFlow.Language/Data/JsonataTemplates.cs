using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;

namespace StepFlow.Language.Data;

/// <summary>Compiles fields of JSONata states: strings of the form <c>{% … %}</c> anywhere in the value are expressions.</summary>
public static class JsonataTemplates
{
    /// <param name="value">The field's value in the definition.</param>
    /// <param name="location">Where it stands, as AWS names it in errors: <c>Output/total</c>, <c>Arguments/list[0]</c>.</param>
    public static Template Compile(JsonValue value, string location) => value switch
    {
        JsonString s when IsExpression(s.Value, out var expression) =>
            new JsonataTemplate(JsonataExpression.Parse(expression), expression, location),
        JsonObject o => CompileObject(o, location),
        JsonArray array => CompileArray(array, location),
        _ => new ConstantTemplate(value),
    };

    /// <summary>Whether the string is <c>{% … %}</c>, with nothing around it, not even spaces, and what stands inside.</summary>
    public static bool IsExpression(string text, out string expression)
    {
        if (text.StartsWith("{%", StringComparison.Ordinal) && text.EndsWith("%}", StringComparison.Ordinal) && text.Length >= 4)
        {
            expression = text[2..^2].Trim();
            return true;
        }

        expression = "";
        return false;
    }

    private static Template CompileObject(JsonObject o, string location)
    {
        var members = new KeyValuePair<string, Template>[o.Count];
        var constant = true;
        for (var i = 0; i < members.Length; i++)
        {
            var (name, value) = o.Members[i];
            members[i] = new(name, Compile(value, $"{location}/{name}"));
            constant &= members[i].Value.Constant is not null;
        }

        return constant ? new ConstantTemplate(o) : new ObjectTemplate(members);
    }

    private static Template CompileArray(JsonArray array, string location)
    {
        Template[] items = [.. array.Select((item, i) => Compile(item, $"{location}[{i}]"))];
        return items.All(i => i.Constant is not null) ? new ConstantTemplate(array) : new ArrayTemplate(items);
    }
}
