namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>A node with its place.</summary>
/// <param name="Id">Number of the node in the picture, container before content; unique where names are not.</param>
public sealed record PlacedNode(int Id, MachineNode Node, Box Bounds, string[] NameLines, string DetailLine, PlacedNode? Container, IReadOnlyList<Box> Regions);

/// <summary>An edge with its line.</summary>
/// <param name="Points">Corners of the line, from the source's border to the target's; segments are horizontal or vertical.</param>
/// <param name="Drawn">How many of the corners are to be drawn: the rest lies on a line that another edge to the same target draws.</param>
public sealed record PlacedEdge(MachineEdge Edge, PlacedNode From, PlacedNode To, IReadOnlyList<Point> Points, int Drawn, Box? Label, string[] LabelLines)
{
    /// <summary>Whether the line reaches its target itself, and so bears the arrow.</summary>
    public bool HasArrow => Drawn == Points.Count;
}

/// <summary>
/// The picture of a machine: where everything stands. Layered from top to bottom (Sugiyama): loops are opened, states ranked, lines ordered so that
/// few cross, chains made straight. A container is laid out first and then stands in its scope as one large node. The same definition gives the same
/// picture, always.
/// </summary>
public sealed record GraphLayout(double Width, double Height, IReadOnlyList<PlacedNode> Nodes, IReadOnlyList<PlacedEdge> Edges)
{
    public static GraphLayout Of(MachineGraph graph)
    {
        var nodes = new List<PlacedNode>();
        var edges = new List<PlacedEdge>();
        if (graph.Root.Nodes.Count is 0)
        {
            return new(0, 0, nodes, edges);
        }

        var root = RegionLayout.Of(graph.Root);
        root.Place(Measures.Margin, Measures.Margin, null, nodes, edges);
        return new(root.Width + (2 * Measures.Margin), root.Height + (2 * Measures.Margin), nodes, edges);
    }
}
