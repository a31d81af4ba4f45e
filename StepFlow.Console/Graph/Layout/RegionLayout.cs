namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>The picture of one scope, from its own upper left corner.</summary>
internal sealed class RegionLayout
{
    private readonly MachineRegion _region;
    private readonly NodeContent[] _contents;
    private readonly LabelSize?[] _labels;
    private readonly Box[] _boxes;
    private readonly IReadOnlyList<RoutedEdge> _edges;

    private RegionLayout(MachineRegion region, NodeContent[] contents, LabelSize?[] labels)
    {
        _region = region;
        _contents = contents;
        _labels = labels;
        var ranked = RankedRegion.Of(region, [.. contents.Select(c => (c.Width, c.Height))], labels);
        CrossingReduction.Order(ranked.Ranks);
        HorizontalPlacement.Place(ranked.Ranks);
        (var edges, Height) = Routing.Route(ranked);
        _boxes = [.. ranked.Nodes.Select(v => new Box(v.X - (v.Width / 2), v.Top, v.Width, v.Height))];
        var left = Extent(edges, b => b.X, p => p.X).Min();
        Width = Extent(edges, b => b.Right, p => p.X).Max() - left;
        _boxes = [.. _boxes.Select(b => b.Moved(-left, 0))];
        _edges = [.. edges.Select(e => e.Moved(-left))];
    }

    public double Width { get; }

    public double Height { get; }

    public static RegionLayout Of(MachineRegion region) =>
        new(region, [.. region.Nodes.Select(NodeContent.Of)], [.. region.Edges.Select(EdgeLabel.Of)]);

    public void Place(double x, double y, PlacedNode? container, List<PlacedNode> nodes, List<PlacedEdge> edges)
    {
        var placed = new PlacedNode[_boxes.Length];
        for (var i = 0; i < _boxes.Length; i++)
        {
            var content = _contents[i];
            var box = _boxes[i].Moved(x, y);
            var regions = content.RegionBoxes.Select(r => r.Moved(box.X, box.Y)).ToArray();
            placed[i] = new(nodes.Count, _region.Nodes[i], box, content.NameLines, content.DetailLine, container, regions);
            nodes.Add(placed[i]);
            for (var r = 0; r < regions.Length; r++)
            {
                var inner = content.Regions[r];
                inner.Place(regions[r].X + ((regions[r].Width - inner.Width) / 2), regions[r].Y + Measures.RegionPadding, placed[i], nodes, edges);
            }
        }

        foreach (var routed in _edges)
        {
            var edge = _region.Edges[routed.Edge];
            edges.Add(new(edge, placed[edge.From], placed[edge.To], [.. routed.Points.Select(p => p.Moved(x, y))], routed.Drawn,
                routed.Label?.Moved(x, y), _labels[routed.Edge]?.Lines ?? []));
        }
    }

    private IEnumerable<double> Extent(IReadOnlyList<RoutedEdge> edges, Func<Box, double> ofBox, Func<Point, double> ofPoint) =>
        _boxes.Concat(edges.Where(e => e.Label is not null).Select(e => e.Label!.Value)).Select(ofBox).Concat(edges.SelectMany(e => e.Points).Select(ofPoint));
}
