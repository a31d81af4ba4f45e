using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary><c>..</c>: the next step applied to this value and everything below it.</summary>
internal sealed class ScanToken : PathToken
{
    public override bool IsDefinite => false;

    public override string Fragment => "..";

    public override void Select(JsonValue node, string at, Selection into) => Walk(node, Next!, into);

    private static void Walk(JsonValue node, PathToken target, Selection into)
    {
        switch (node)
        {
            case JsonArray array:
                SelectFromArray(array, target, into);
                foreach (var item in array.Items)
                {
                    Walk(item, target, into);
                }

                break;
            case JsonObject o:
                if (AppliesToObject(target, o, into))
                {
                    target.Select(o, "", into);
                }

                foreach (var (_, value) in o.Members)
                {
                    Walk(value, target, into);
                }

                break;
        }
    }

    // A filter tests the array itself; only when it passes are the items tested in turn.
    private static void SelectFromArray(JsonArray array, PathToken target, Selection into)
    {
        switch (target)
        {
            case WildcardToken or ArrayToken:
                target.Select(array, "", into);
                break;
            case FilterToken filter when filter.Accepts(array, into):
                target.Select(array, "", into);
                break;
        }
    }

    private static bool AppliesToObject(PathToken target, JsonObject o, Selection into) => target switch
    {
        WildcardToken => true,
        PropertyToken { IsDefinite: false } => true,
        PropertyToken property => property.Names.All(o.Has),
        FilterToken filter => filter.Accepts(o, into),
        _ => false,
    };
}
