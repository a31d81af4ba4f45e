using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>What indices and slices share: they can only be applied to an array.</summary>
internal abstract class ArrayToken : PathToken
{
    public override void Select(JsonValue node, string at, Selection into)
    {
        if (node is JsonArray array)
        {
            SelectItems(array, at, into);
        }
        else if (UpstreamDefinite)
        {
            into.Miss = new(node is JsonNull
                ? $"The path {at} is null"
                : $"Filter: {Fragment} can only be applied to arrays. Current context is: {node}");
        }
    }

    protected abstract void SelectItems(JsonArray array, string at, Selection into);
}

/// <summary><c>[1]</c>, <c>[-1]</c> or <c>[0,2]</c>.</summary>
internal sealed class IndexToken(int[] indices) : ArrayToken
{
    public int[] Indices { get; } = indices;

    public override bool IsDefinite => Indices.Length is 1;

    public override string Fragment => $"[{string.Join(',', Indices)}]";

    public static JsonValue? Item(JsonArray array, int index)
    {
        var at = index < 0 ? array.Count + index : index;
        return at >= 0 && at < array.Count ? array[at] : null;
    }

    protected override void SelectItems(JsonArray array, string at, Selection into)
    {
        foreach (var index in Indices)
        {
            if (Item(array, index) is { } item)
            {
                Pass(item, Below(at, $"[{index}]"), into);
            }
            else if (UpstreamDefinite && IsDefinite)
            {
                into.Miss = new($"No results for path: {at}[{index}]", IndexOutOfRange: true);
            }
        }
    }
}

/// <summary>
/// <c>[from:to]</c> as Jayway reads it: a negative start counts from the end only where no end is given, and a step is ignored.
/// </summary>
internal sealed class SliceToken(int? from, int? to) : ArrayToken
{
    public override bool IsDefinite => false;

    public override string Fragment => $"[{from}:{to}]";

    protected override void SelectItems(JsonArray array, string at, Selection into)
    {
        var (first, end) = (from, to) switch
        {
            ({ } f, null) => (Math.Max(0, f < 0 ? array.Count + f : f), array.Count),
            (null, { } t) => (0, Math.Min(array.Count, t < 0 ? array.Count + t : t)),
            ({ } f, { } t) => (f, Math.Min(array.Count, t)),
            _ => (0, array.Count),
        };

        for (var i = first; i < end; i++)
        {
            if (IndexToken.Item(array, i) is { } item)
            {
                Pass(item, at, into);
            }
        }
    }
}
