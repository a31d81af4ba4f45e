namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>
/// Finds the edges that close a loop: those that lead to a node still open in a depth-first walk from the start. Edges are walked in the order
/// of the definition, so "check again" leads back to where the loop was entered, as a reader expects.
/// </summary>
internal static class CycleBreaking
{
    /// <returns>For each edge, whether it leads backwards. A node's edge to itself does.</returns>
    public static bool[] BackEdges(int nodes, IReadOnlyList<(int From, int To)> edges)
    {
        var outgoing = new List<int>[nodes];
        for (var node = 0; node < nodes; node++)
        {
            outgoing[node] = [];
        }

        for (var edge = 0; edge < edges.Count; edge++)
        {
            outgoing[edges[edge].From].Add(edge);
        }

        var back = new bool[edges.Count];
        var entered = new bool[nodes];
        var open = new bool[nodes];
        // A stack of our own: a chain of thousands of states must not end the process.
        var stack = new Stack<(int Node, int Position)>();
        for (var root = 0; root < nodes; root++)
        {
            if (!entered[root])
            {
                Walk(root);
            }
        }

        return back;

        void Walk(int root)
        {
            Open(root);
            while (stack.TryPop(out var top))
            {
                if (top.Position == outgoing[top.Node].Count)
                {
                    open[top.Node] = false;
                    continue;
                }

                stack.Push((top.Node, top.Position + 1));
                var edge = outgoing[top.Node][top.Position];
                var to = edges[edge].To;
                if (open[to])
                {
                    back[edge] = true;
                }
                else if (!entered[to])
                {
                    Open(to);
                }
            }
        }

        void Open(int node)
        {
            entered[node] = open[node] = true;
            stack.Push((node, 0));
        }
    }
}
