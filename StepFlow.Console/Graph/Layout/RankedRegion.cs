namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>The size of a label, or nothing for an edge without one.</summary>
internal sealed record LabelSize(string[] Lines, double Width, double Height);

/// <summary>
/// The states of one scope distributed over ranks, with the places that lines and labels need between them. Between every two ranks of states
/// lies one for labels. Lines of the same class that lead to the same target share their lane.
/// </summary>
internal sealed class RankedRegion
{
    private readonly Vertex[] _nodes;
    private readonly Dictionary<(int Target, LineClass Class, bool IsBack, int Rank), Vertex> _lanes = [];
    private readonly HashSet<(Vertex Upper, Vertex Lower)> _linked = [];

    private RankedRegion(Vertex[] nodes, int ranks)
    {
        _nodes = nodes;
        Ranks = [.. Enumerable.Range(0, ranks).Select(_ => new List<Vertex>())];
        foreach (var node in nodes)
        {
            Ranks[node.Rank].Add(node);
        }
    }

    public List<List<Vertex>> Ranks { get; private set; }

    public List<Route> Routes { get; } = [];

    public IReadOnlyList<Vertex> Nodes => _nodes;

    public static RankedRegion Of(MachineRegion region, IReadOnlyList<(double Width, double Height)> sizes, IReadOnlyList<LabelSize?> labels)
    {
        var back = CycleBreaking.BackEdges(region.Nodes.Count, [.. region.Edges.Select(e => (e.From, e.To))]);
        var rank = RankNodes(region, back);
        var lastRank = rank.Length is 0 ? 0 : rank.Max();

        // Rank r of the states becomes 2r + 1: the even ones, above the first and below the last too, are for labels and turns.
        var nodes = new Vertex[rank.Length];
        for (var node = 0; node < nodes.Length; node++)
        {
            nodes[node] = new((2 * rank[node]) + 1, sizes[node].Width, sizes[node].Height) { Node = node };
        }

        var ranked = new RankedRegion(nodes, (2 * lastRank) + 5);
        for (var edge = 0; edge < region.Edges.Count; edge++)
        {
            ranked.Lay(edge, region.Edges[edge], back[edge], labels[edge]);
        }

        ranked.Mark(region);
        ranked.DropEmptyRanks();
        return ranked;
    }

    private static int[] RankNodes(MachineRegion region, bool[] back)
    {
        var edges = new List<RankedEdge>();
        var hasEntry = new bool[region.Nodes.Count];
        for (var edge = 0; edge < region.Edges.Count; edge++)
        {
            var (from, to, kind, _) = region.Edges[edge];
            if (!back[edge])
            {
                hasEntry[to] = true;
                edges.Add(new(from, to, Weight(kind)));
            }
        }

        // States that nothing leads to hang below the start as well, so that everything is connected and the start stands on top.
        for (var node = 1; node < region.Nodes.Count; node++)
        {
            if (!hasEntry[node])
            {
                edges.Add(new(0, node, 0));
            }
        }

        return Ranking.Assign(region.Nodes.Count, edges);
    }

    private static int Weight(EdgeKind kind) => kind switch
    {
        EdgeKind.StartAt => 8,
        EdgeKind.Next => 6,
        EdgeKind.Choice or EdgeKind.Default => 4,
        _ => 1,
    };

    private void Lay(int index, MachineEdge edge, bool isBack, LabelSize? label)
    {
        var lineClass = edge.Kind is EdgeKind.Catch ? LineClass.Catch : LineClass.Flow;
        var source = _nodes[edge.From];
        var target = _nodes[edge.To];
        var path = new List<Vertex> { source };
        var labelVertex = label is null ? null : new Vertex(source.Rank + 1, label.Width, label.Height) { IsLabel = true };
        if (labelVertex is not null)
        {
            Ranks[labelVertex.Rank].Add(labelVertex);
            path.Add(labelVertex);
        }

        var from = labelVertex?.Rank ?? source.Rank;
        if (isBack)
        {
            // Down out of the source, a turn, up along a lane, a turn above the target, and down into it.
            var pull = lineClass is LineClass.Catch ? 0.04 : 0.08;
            var end = path[^1];
            for (var rank = from; rank >= target.Rank; rank--)
            {
                path.Add(Lane(edge.To, lineClass, isBack, rank));
            }

            Connect(source, end, lineClass, pull, isBack);
            var below = Lane(edge.To, lineClass, isBack, from + 1);
            Connect(end, below, lineClass, pull, isBack);
            var above = Lane(edge.To, lineClass, isBack, target.Rank - 1);
            Connect(above, target, lineClass, pull, isBack);
            for (var rank = target.Rank - 1; rank <= from; rank++)
            {
                Connect(Lane(edge.To, lineClass, isBack, rank), Lane(edge.To, lineClass, isBack, rank + 1), lineClass, 1, isBack);
            }
        }
        else
        {
            for (var rank = from + 1; rank < target.Rank; rank++)
            {
                path.Add(Lane(edge.To, lineClass, isBack, rank));
            }
        }

        path.Add(target);
        if (!isBack)
        {
            var pull = lineClass is LineClass.Catch ? 0.15 : edge.Kind is EdgeKind.End ? 0.5 : 1;
            for (var i = 1; i < path.Count; i++)
            {
                Connect(path[i - 1], path[i], lineClass, pull, isBack);
            }
        }

        Routes.Add(new(index, lineClass, isBack, path, labelVertex));
    }

    private Vertex Lane(int target, LineClass lineClass, bool isBack, int rank)
    {
        if (!_lanes.TryGetValue((target, lineClass, isBack, rank), out var lane))
        {
            _lanes[(target, lineClass, isBack, rank)] = lane = new(rank, 0, 0);
            Ranks[rank].Add(lane);
        }

        return lane;
    }

    private void Connect(Vertex upper, Vertex lower, LineClass lineClass, double pull, bool isBack)
    {
        if (!ReferenceEquals(upper, lower) && _linked.Add((upper, lower)))
        {
            var link = new Link(upper, lower, lineClass, pull, isBack);
            upper.Below.Add(link);
            lower.Above.Add(link);
        }
    }

    // Where flow and errors both leave or arrive, the line of an error keeps to one side; which one is known once vertices have places.
    private void Mark(MachineRegion region)
    {
        foreach (var route in Routes)
        {
            var target = _nodes[region.Edges[route.Edge].To];
            target.EndsInFailure = region.Nodes[target.Node].Kind is NodeKind.Fail;
            route.Label?.EndsInFailure = target.EndsInFailure;
        }

        foreach (var node in _nodes)
        {
            var offset = Math.Min(node.Width * 0.32, 56);
            node.CatchExit = region.Edges.Any(e => e.From == node.Node && e.Kind is not EdgeKind.Catch) ? offset : 0;
            node.CatchEntry = region.Edges.Any(e => e.To == node.Node && e.Kind is not EdgeKind.Catch) ? offset : 0;
        }
    }

    // A rank for labels that has none is passed over by straight lines: it is taken out, unless lines turn there.
    private void DropEmptyRanks()
    {
        var kept = new List<List<Vertex>>();
        for (var rank = 0; rank < Ranks.Count; rank++)
        {
            if (Ranks[rank].Count > 0 && (rank % 2 is 1 || Ranks[rank].Exists(v => v.IsLabel || !PassesStraight(v))))
            {
                kept.Add(Ranks[rank]);
                continue;
            }

            foreach (var lane in Ranks[rank])
            {
                Bridge(lane);
            }
        }

        for (var rank = 0; rank < kept.Count; rank++)
        {
            foreach (var vertex in kept[rank])
            {
                vertex.Rank = rank;
            }
        }

        Ranks = kept;
        if (Routes.Count > 0)
        {
            var present = new HashSet<Vertex>(Ranks.SelectMany(r => r));
            for (var i = 0; i < Routes.Count; i++)
            {
                Routes[i] = Routes[i] with { Path = [.. Routes[i].Path.Where(present.Contains)] };
            }
        }
    }

    private static bool PassesStraight(Vertex lane) => lane.Above.Count > 0 && lane.Below.Count is 1;

    private void Bridge(Vertex lane)
    {
        var below = lane.Below[0];
        below.Lower.Above.Remove(below);
        foreach (var above in lane.Above)
        {
            above.Upper.Below.Remove(above);
            Connect(above.Upper, below.Lower, above.Class, Math.Min(above.Pull, below.Pull), above.IsBack);
        }
    }
}
