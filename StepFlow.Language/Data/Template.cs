using StepFlow.Language.Json;

namespace StepFlow.Language.Data;

/// <summary>
/// A compiled field of a definition: a literal, a path, an intrinsic function, a JSONata expression,
/// or a structure of these. Holds no state, so one template serves all executions.
/// </summary>
public abstract class Template
{
    /// <summary>The value for this scope. Throws <see cref="Errors.StatesException"/>.</summary>
    public abstract JsonValue Evaluate(StateScope scope);

    /// <summary>The literal behind this template when nothing in it is to be evaluated.</summary>
    public virtual JsonValue? Constant => null;
}

public sealed class ConstantTemplate(JsonValue value) : Template
{
    public override JsonValue Constant => value;

    public override JsonValue Evaluate(StateScope scope) => value;
}

public sealed class ObjectTemplate(KeyValuePair<string, Template>[] members) : Template
{
    public override JsonValue Evaluate(StateScope scope)
    {
        var builder = new JsonObjectBuilder(members.Length);
        foreach (var (name, template) in members)
        {
            builder.Set(name, template.Evaluate(scope));
        }

        return builder.Build();
    }
}

public sealed class ArrayTemplate(Template[] items) : Template
{
    public override JsonValue Evaluate(StateScope scope)
    {
        var values = new JsonValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            values[i] = items[i].Evaluate(scope);
        }

        return JsonArray.Wrap(values);
    }
}
