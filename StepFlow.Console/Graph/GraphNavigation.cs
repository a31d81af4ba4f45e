using StepFlow.ConsoleUI.Graph.Layout;

namespace StepFlow.ConsoleUI.Graph;

/// <summary>Where the arrow keys lead from a state; -1 where there is nothing that way.</summary>
public sealed record Neighbours(int Up, int Down, int Left, int Right);

/// <summary>
/// Walking a graph by arrow keys: down follows the first transition, and into a container to where it begins; up goes back; left and right go to the
/// nearest state beside, in a neighbouring branch too.
/// </summary>
public sealed class GraphNavigation
{
    private readonly Dictionary<int, Neighbours> _neighbours;

    private GraphNavigation(Dictionary<int, Neighbours> neighbours) => _neighbours = neighbours;

    /// <summary>How many states there are.</summary>
    public int Count => _neighbours.Count;

    /// <summary>Null for what is no state.</summary>
    public Neighbours? this[PlacedNode node] => _neighbours.GetValueOrDefault(node.Id);

    public static GraphNavigation Of(GraphLayout layout)
    {
        var outgoing = layout.Edges.ToLookup(e => e.From);
        var incoming = layout.Edges.ToLookup(e => e.To);
        var starts = layout.Nodes.Where(n => n.Node.Kind is NodeKind.Start && n.Container is not null).ToLookup(n => n.Container!);
        var siblings = layout.Nodes.Where(n => n.Node.IsState).ToLookup(n => n.Container?.Id ?? -1);
        var neighbours = new Dictionary<int, Neighbours>();
        foreach (var node in layout.Nodes.Where(n => n.Node.IsState))
        {
            neighbours[node.Id] = new(Up(node), Down(node), Beside(node, -1), Beside(node, 1));
        }

        return new(neighbours);

        int Down(PlacedNode node)
        {
            var inside = starts[node].SelectMany(s => outgoing[s]).Select(e => e.To).FirstOrDefault(n => n.Node.IsState);
            for (var from = node; inside is null && from is not null; from = from.Container)
            {
                inside = outgoing[from].OrderBy(e => e.Edge.Kind).Select(e => e.To).FirstOrDefault(n => n.Node.IsState);
            }

            return inside?.Id ?? -1;
        }

        // Back along a way that came down to here; what leads up from below is behind in no sense.
        int Up(PlacedNode node)
        {
            var from = incoming[node].Select(e => e.From).FirstOrDefault(f => f.Node.IsState && f.Bounds.Y < node.Bounds.Y);
            return from?.Id ?? node.Container?.Id ?? -1;
        }

        int Beside(PlacedNode node, int direction)
        {
            var best = siblings[node.Container?.Id ?? -1]
                .Where(other => direction < 0 ? other.Bounds.Right <= node.Bounds.X : other.Bounds.X >= node.Bounds.Right)
                .Where(other => IsLevel(other, node) || BranchOf(other) != BranchOf(node))
                .MinBy(other => Math.Abs(other.Bounds.CenterX - node.Bounds.CenterX) + (3 * Math.Abs(other.Bounds.Y - node.Bounds.Y)));
            return best?.Id ?? -1;
        }
    }

    private static bool IsLevel(PlacedNode a, PlacedNode b) => a.Bounds.Y < b.Bounds.Bottom && b.Bounds.Y < a.Bounds.Bottom;

    private static int BranchOf(PlacedNode node)
    {
        var branches = node.Container?.Regions ?? [];
        var branch = 0;
        while (branch < branches.Count && branches[branch].Right < node.Bounds.X)
        {
            branch++;
        }

        return branch;
    }
}
