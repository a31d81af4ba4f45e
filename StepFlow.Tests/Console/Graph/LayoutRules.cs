using StepFlow.ConsoleUI.Graph;
using StepFlow.ConsoleUI.Graph.Layout;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Graph;

/// <summary>What holds for every picture, whatever the definition.</summary>
internal static class LayoutRules
{
    private const double Rounding = 0.01;

    public static void Check(MachineGraph graph, GraphLayout layout, string what)
    {
        EveryNodeAndEdgeIsThere(graph, layout, what);
        NodesDoNotOverlap(layout, what);
        ContainersEncloseTheirContent(layout, what);
        LinesLeadFromSourceToTarget(layout, what);
        LinesPassNoNode(layout, what);
        LinesThatEndEarlyMeetAnother(layout, what);
        LabelsStandFree(layout, what);
        EverythingIsInside(layout, what);
    }

    private static void EveryNodeAndEdgeIsThere(MachineGraph graph, GraphLayout layout, string what)
    {
        Assert.True(layout.Nodes.Select(n => n.Node).SequenceEqual(NodesOf(graph.Root), ReferenceEqualityComparer.Instance), $"{what}: nodes");
        Assert.True(layout.Edges.Select(e => e.Edge).ToHashSet(ReferenceEqualityComparer.Instance).SetEquals(EdgesOf(graph.Root)), $"{what}: edges");
        Assert.True(layout.Edges.All(e => e.Points.Count >= 2 && e.Drawn >= 2), $"{what}: an edge without a line");
    }

    private static void NodesDoNotOverlap(GraphLayout layout, string what)
    {
        foreach (var siblings in layout.Nodes.GroupBy(n => (n.Container?.Id, Region: RegionOf(n))))
        {
            var nodes = siblings.ToArray();
            for (var i = 0; i < nodes.Length; i++)
            {
                for (var j = i + 1; j < nodes.Length; j++)
                {
                    Assert.False(Overlap(nodes[i].Bounds, nodes[j].Bounds), $"{what}: {nodes[i].Node.Name} and {nodes[j].Node.Name} overlap");
                }
            }
        }
    }

    private static void ContainersEncloseTheirContent(GraphLayout layout, string what)
    {
        foreach (var node in layout.Nodes)
        {
            Assert.True(node.Container is null || node.Container.Regions.Any(r => Encloses(r, node.Bounds)), $"{what}: {node.Node.Name} leaves its branch");
            Assert.True(node.Regions.All(r => Encloses(node.Bounds, r)), $"{what}: a branch leaves {node.Node.Name}");
            for (var i = 0; i + 1 < node.Regions.Count; i++)
            {
                Assert.True(node.Regions[i].Right < node.Regions[i + 1].X, $"{what}: branches of {node.Node.Name} overlap");
            }
        }

        foreach (var edge in layout.Edges.Where(e => e.From.Container is not null))
        {
            Assert.True(edge.From.Container!.Regions.Any(r => edge.Points.All(p => Encloses(r, new(p.X, p.Y, 0, 0)))), $"{what}: {Name(edge)} leaves its branch");
        }
    }

    private static void LinesLeadFromSourceToTarget(GraphLayout layout, string what)
    {
        foreach (var edge in layout.Edges)
        {
            var (first, last) = (edge.Points[0], edge.Points[^1]);
            Assert.True(IsWithin(first.X, edge.From.Bounds) && Near(first.Y, edge.From.Bounds.Bottom), $"{what}: {Name(edge)} does not leave its source");
            Assert.True(IsWithin(last.X, edge.To.Bounds) && Near(last.Y, edge.To.Bounds.Y), $"{what}: {Name(edge)} does not reach its target");
            foreach (var (a, b) in Segments(edge.Points))
            {
                Assert.True(Math.Abs(a.X - b.X) < 0.5 || Near(a.Y, b.Y), $"{what}: {Name(edge)} runs aslant");
            }
        }
    }

    private static void LinesPassNoNode(GraphLayout layout, string what)
    {
        foreach (var edge in layout.Edges)
        {
            var siblings = layout.Nodes.Where(n => n.Container == edge.From.Container && RegionOf(n) == RegionOf(edge.From)).ToArray();
            foreach (var segment in Segments(edge.Points).Select(Bounds))
            {
                var hit = siblings.FirstOrDefault(n => Overlap(segment, n.Bounds));
                Assert.True(hit is null, $"{what}: {Name(edge)} runs through {hit?.Node.Name}");
            }
        }
    }

    private static void LinesThatEndEarlyMeetAnother(GraphLayout layout, string what)
    {
        foreach (var edge in layout.Edges.Where(e => !e.HasArrow))
        {
            var end = edge.Points[edge.Drawn - 1];
            Assert.True(layout.Edges.Any(other => other != edge && other.To == edge.To && Segments([.. other.Points.Take(other.Drawn)]).Any(s => Touches(s, end))),
                $"{what}: {Name(edge)} ends in the air");
        }
    }

    private static void LabelsStandFree(GraphLayout layout, string what)
    {
        var labels = layout.Edges.Where(e => e.Label is not null).ToArray();
        Assert.True(layout.Edges.All(e => e.Label is null == e.Edge.Labels.Count is 0), $"{what}: a label is missing");
        for (var i = 0; i < labels.Length; i++)
        {
            var box = labels[i].Label!.Value;
            Assert.False(labels.Skip(i + 1).Any(l => Overlap(box, l.Label!.Value)), $"{what}: the label of {Name(labels[i])} lies on another");
            Assert.False(layout.Nodes.Any(n => !IsAround(n, labels[i]) && Overlap(box, n.Bounds)), $"{what}: the label of {Name(labels[i])} lies on a node");
        }
    }

    private static void EverythingIsInside(GraphLayout layout, string what)
    {
        var whole = new Box(0, 0, layout.Width, layout.Height);
        Assert.True(layout.Nodes.All(n => Encloses(whole, n.Bounds)), $"{what}: a node is cut off");
        Assert.True(layout.Edges.All(e => e.Points.All(p => Encloses(whole, new(p.X, p.Y, 0, 0)))), $"{what}: a line is cut off");
        Assert.True(layout.Edges.All(e => e.Label is not { } label || Encloses(whole, label)), $"{what}: a label is cut off");
    }

    private static IEnumerable<MachineNode> NodesOf(MachineRegion region) => region.Nodes.SelectMany(n => n.Regions.SelectMany(NodesOf).Prepend(n));

    private static IEnumerable<MachineEdge> EdgesOf(MachineRegion region) => region.Edges.Concat(region.Nodes.SelectMany(n => n.Regions).SelectMany(EdgesOf));

    private static int RegionOf(PlacedNode node) => node.Container is null ? -1 : node.Container.Regions.ToList().FindIndex(r => Encloses(r, node.Bounds));

    private static bool IsAround(PlacedNode node, PlacedEdge edge)
    {
        for (var container = edge.From.Container; container is not null; container = container.Container)
        {
            if (container == node)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(Point A, Point B)> Segments(IReadOnlyList<Point> points) => points.Zip(points.Skip(1));

    private static Box Bounds((Point A, Point B) s) =>
        new(Math.Min(s.A.X, s.B.X), Math.Min(s.A.Y, s.B.Y), Math.Abs(s.A.X - s.B.X), Math.Abs(s.A.Y - s.B.Y));

    private static bool Touches((Point A, Point B) segment, Point point)
    {
        var box = Bounds(segment);
        return point.X > box.X - 0.5 && point.X < box.Right + 0.5 && point.Y > box.Y - Rounding && point.Y < box.Bottom + Rounding;
    }

    private static bool Overlap(Box a, Box b) =>
        a.X < b.Right - Rounding && b.X < a.Right - Rounding && a.Y < b.Bottom - Rounding && b.Y < a.Bottom - Rounding;

    private static bool Encloses(Box outer, Box inner) => inner.X > outer.X - Rounding && inner.Right < outer.Right + Rounding
        && inner.Y > outer.Y - Rounding && inner.Bottom < outer.Bottom + Rounding;

    private static bool IsWithin(double x, Box box) => x >= box.X && x <= box.Right;

    private static bool Near(double a, double b) => Math.Abs(a - b) < Rounding;

    private static string Name(PlacedEdge edge) => $"{edge.Edge.Kind} from {edge.From.Node.Name} to {edge.To.Node.Name}";
}
