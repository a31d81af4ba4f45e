using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary><c>.length()</c> and its kin: computes one value from the selected one.</summary>
internal sealed class FunctionToken(string name, PathFunction function, FunctionArgument[] arguments) : PathToken
{
    public override bool IsDefinite => true;

    public override string Fragment => $".{name}()";

    public override void Select(JsonValue node, string at, Selection into)
    {
        JsonValue[] values = [.. arguments.Select(a => a.Value(node, into.Root)).OfType<JsonValue>()];
        if (function(node, values) is { } result)
        {
            Pass(result, at, into);
        }
        else if (UpstreamDefinite)
        {
            into.Miss = new("Aggregation function attempted to calculate value using empty array");
        }
    }
}

/// <summary>An argument of a function: a JSON literal or a path.</summary>
internal sealed record FunctionArgument(JsonValue? Literal, JsonPathQuery? Path)
{
    public JsonValue? Value(JsonValue node, JsonValue root) => Literal ?? Path!.Evaluate(Path.StartsAtRoot ? root : node, root);
}
