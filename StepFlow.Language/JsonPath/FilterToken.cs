using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary><c>[?(…)]</c>: the items of an array, or an object itself, for which the condition holds.</summary>
internal sealed class FilterToken(FilterCondition condition) : PathToken
{
    public override bool IsDefinite => false;

    public override string Fragment => "[?]";

    public bool Accepts(JsonValue item, Selection into) => condition.Holds(item, into.Root);

    public override void Select(JsonValue node, string at, Selection into)
    {
        switch (node)
        {
            case JsonObject when Accepts(node, into):
                Pass(node, at, into);
                break;
            case JsonArray array:
                foreach (var item in array.Items)
                {
                    if (Accepts(item, into))
                    {
                        Pass(item, at, into);
                    }
                }

                break;
            case not (JsonObject or JsonArray) when UpstreamDefinite:
                into.Miss = new($"Filter: {Fragment} can not be applied to primitives. Current context is: {node}");
                break;
        }
    }
}
