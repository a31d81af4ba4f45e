using StepFlow.Language.Intrinsics;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.Data;

/// <summary>Compiles payload templates of JSONPath states: members whose name ends in <c>.$</c> are paths or intrinsic functions.</summary>
public static class JsonPathTemplates
{
    public static Template Compile(JsonValue value) => value switch
    {
        JsonObject o => CompileObject(o),
        JsonArray array => CompileArray(array),
        _ => new ConstantTemplate(value),
    };

    /// <summary>A string that is a path or an intrinsic function, as in <c>ErrorPath</c> or <c>"x.$"</c>.</summary>
    public static Template CompileExpression(string text, string field) =>
        text.StartsWith("States.", StringComparison.Ordinal)
            ? new IntrinsicTemplate(IntrinsicCall.Parse(text))
            : new PathTemplate(PathExpression.Parse(text), field);

    private static Template CompileObject(JsonObject o)
    {
        var members = new KeyValuePair<string, Template>[o.Count];
        var constant = true;
        for (var i = 0; i < members.Length; i++)
        {
            var (name, value) = o.Members[i];
            members[i] = name.EndsWith(".$", StringComparison.Ordinal) && value is JsonString expression
                ? new(name[..^2], CompileExpression(expression.Value, name))
                : new(name, Compile(value));
            constant &= members[i].Value.Constant is not null;
        }

        return constant ? new ConstantTemplate(o) : new ObjectTemplate(members);
    }

    private static Template CompileArray(JsonArray array)
    {
        Template[] items = [.. array.Select(Compile)];
        return items.All(i => i.Constant is not null) ? new ConstantTemplate(array) : new ArrayTemplate(items);
    }
}
