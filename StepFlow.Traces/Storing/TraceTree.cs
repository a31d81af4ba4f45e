using StepFlow.Traces.Spans;

namespace StepFlow.Traces.Storing;

/// <summary>
/// A trace as a tree: parents before their children, children in the order of their starts. Those that started in the same millisecond, the
/// clock of executions, stand in the order that their writer numbered them.
/// </summary>
/// <param name="Nodes">All nodes, depth first.</param>
public sealed record TraceTree(TraceSummary Summary, IReadOnlyList<TraceNode> Nodes)
{
    private static readonly string[] Numbers = ["stepflow.state.entered_event_id", "stepflow.branch.index", "stepflow.map.index"];

    internal static TraceTree Of(TraceSummary summary, List<TraceSpan> spans)
    {
        var known = spans.ToDictionary(span => span.SpanId);
        var children = spans.ToLookup(span => span.ParentId);
        var roots = children[default].Select(TraceNode.Of)
            .Concat(children.Where(group => !group.Key.IsEmpty && !known.ContainsKey(group.Key)).Select(group => TraceNode.Missing(group.Key, [.. group])));
        List<TraceNode> nodes = new(spans.Count);
        HashSet<SpanId> placed = [];
        Place(roots, children, nodes, placed);

        // Spans that are each other's parents are below no root. Nothing should write such, but what came is shown.
        while (nodes.Count(node => node.Span is not null) < spans.Count)
        {
            Place([TraceNode.Of(spans.First(span => !placed.Contains(span.SpanId)))], children, nodes, placed);
        }

        return new(summary, nodes);
    }

    // With a stack of its own: a trace may be deeper than a thread's stack.
    private static void Place(IEnumerable<TraceNode> roots, ILookup<SpanId, TraceSpan> children, List<TraceNode> nodes, HashSet<SpanId> placed)
    {
        Stack<TraceNode> ahead = new(roots.OrderByDescending(node => node.Start));
        while (ahead.TryPop(out var node))
        {
            if (!placed.Add(node.SpanId))
            {
                continue;
            }

            var below = children[node.SpanId].OrderByDescending(span => span.Start).ThenByDescending(Number).ThenByDescending(span => span.End)
                .Select(span => TraceNode.Of(span) with { Depth = node.Depth + 1, Parent = nodes.Count }).ToList();
            nodes.Add(node with { Children = below.Count });
            below.ForEach(ahead.Push);
        }
    }

    private static long Number(TraceSpan span) => Numbers.Select(name => span.Attributes[name]).OfType<long>().FirstOrDefault();
}

/// <summary>One place of a tree.</summary>
/// <param name="Span">Null where children have come whose parent has not: it has not ended yet, or was never sent.</param>
/// <param name="Depth">0 for a root.</param>
/// <param name="Parent">Where the parent is among all nodes; -1 for a root.</param>
/// <param name="Children">How many are directly below.</param>
public sealed record TraceNode(SpanId SpanId, TraceSpan? Span, DateTimeOffset Start, DateTimeOffset End, int Depth = 0, int Parent = -1, int Children = 0)
{
    public TimeSpan Duration => End > Start ? End - Start : TimeSpan.Zero;

    internal static TraceNode Of(TraceSpan span) => new(span.SpanId, span, span.Start, span.End);

    internal static TraceNode Missing(SpanId id, TraceSpan[] children) => new(id, null, children.Min(span => span.Start), children.Max(span => span.End));
}
