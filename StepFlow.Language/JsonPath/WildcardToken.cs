using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary><c>*</c>: every member or item.</summary>
internal sealed class WildcardToken : PathToken
{
    public override bool IsDefinite => false;

    public override string Fragment => "[*]";

    public override void Select(JsonValue node, string at, Selection into)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (_, value) in o.Members)
                {
                    Pass(value, at, into);
                }

                break;
            case JsonArray array:
                foreach (var item in array.Items)
                {
                    Pass(item, at, into);
                }

                break;
        }
    }
}
