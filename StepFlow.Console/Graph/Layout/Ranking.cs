using System.Runtime.InteropServices;

namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>An edge that wants to be short: its lower end stands at least one rank below its upper end.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RankedEdge(int Upper, int Lower, int Weight);

/// <summary>
/// Gives each node a rank (0 at the top) such that the weighted length of all edges is least: the network simplex of Gansner, Koutsofios,
/// North and Vo, "A technique for drawing directed graphs" (1993). The graph must be acyclic and connected.
/// </summary>
internal sealed class Ranking
{
    private readonly int _nodes;
    private readonly RankedEdge[] _edges;
    private readonly int[] _rank;
    private readonly bool[] _inTree;
    private readonly List<int>[] _incident;

    // The spanning tree, walked from node 0: the edge to the parent, and the interval of visits that the subtree covers.
    private readonly int[] _parentEdge;
    private readonly int[] _low;
    private readonly int[] _high;
    private readonly long[] _pull;

    private Ranking(int nodes, IReadOnlyCollection<RankedEdge> edges)
    {
        _nodes = nodes;
        _edges = [.. edges];
        _rank = new int[nodes];
        _inTree = new bool[_edges.Length];
        _parentEdge = new int[nodes];
        _low = new int[nodes];
        _high = new int[nodes];
        _pull = new long[nodes];
        _incident = new List<int>[nodes];
        for (var node = 0; node < nodes; node++)
        {
            _incident[node] = [];
        }

        for (var edge = 0; edge < _edges.Length; edge++)
        {
            _incident[_edges[edge].Upper].Add(edge);
            _incident[_edges[edge].Lower].Add(edge);
        }
    }

    public static int[] Assign(int nodes, IReadOnlyCollection<RankedEdge> edges)
    {
        if (nodes is 0)
        {
            return [];
        }

        var ranking = new Ranking(nodes, edges);
        ranking.RankByLongestPath();
        ranking.GrowTightTree();
        ranking.Improve();
        return ranking.Normalized();
    }

    private int Slack(int edge) => _rank[_edges[edge].Lower] - _rank[_edges[edge].Upper] - 1;

    private void RankByLongestPath()
    {
        var waiting = new int[_nodes];
        foreach (var edge in _edges)
        {
            waiting[edge.Lower]++;
        }

        var ready = new Queue<int>(Enumerable.Range(0, _nodes).Where(n => waiting[n] is 0));
        while (ready.TryDequeue(out var node))
        {
            foreach (var edge in _incident[node].Select(i => _edges[i]).Where(e => e.Upper == node))
            {
                _rank[edge.Lower] = Math.Max(_rank[edge.Lower], _rank[node] + 1);
                if (--waiting[edge.Lower] is 0)
                {
                    ready.Enqueue(edge.Lower);
                }
            }
        }
    }

    // A spanning tree of edges of length one: where it cannot grow, it moves towards its nearest neighbour as a whole.
    private void GrowTightTree()
    {
        var reached = new bool[_nodes];
        var tree = new List<int>(_nodes);
        Reach(0);
        while (tree.Count < _nodes)
        {
            var nearest = -1;
            for (var edge = 0; edge < _edges.Length; edge++)
            {
                if (reached[_edges[edge].Upper] != reached[_edges[edge].Lower] && (nearest < 0 || Slack(edge) < Slack(nearest)))
                {
                    nearest = edge;
                }
            }

            if (nearest < 0)
            {
                throw new InvalidOperationException("The graph to be ranked is not connected.");
            }

            var lowerIsReached = reached[_edges[nearest].Lower];
            var shift = lowerIsReached ? -Slack(nearest) : Slack(nearest);
            foreach (var node in tree)
            {
                _rank[node] += shift;
            }

            _inTree[nearest] = true;
            Reach(lowerIsReached ? _edges[nearest].Upper : _edges[nearest].Lower);
        }

        void Reach(int first)
        {
            var stack = new Stack<int>([first]);
            reached[first] = true;
            tree.Add(first);
            while (stack.TryPop(out var node))
            {
                foreach (var edge in _incident[node])
                {
                    var other = _edges[edge].Upper == node ? _edges[edge].Lower : _edges[edge].Upper;
                    if (!reached[other] && Slack(edge) is 0)
                    {
                        _inTree[edge] = true;
                        reached[other] = true;
                        tree.Add(other);
                        stack.Push(other);
                    }
                }
            }
        }
    }

    private void Improve()
    {
        // Degenerate exchanges could go round for ever; a bound that no machine of a legible size reaches ends them.
        for (var round = 0; round < 4 * _nodes + 100; round++)
        {
            WalkTree();
            var leaving = MostNegativeCut();
            if (leaving < 0)
            {
                return;
            }

            Exchange(leaving);
        }
    }

    // Within a subtree, weights of inner edges cancel: what is left is what leaves it less what enters it, the cut of the edge to its parent.
    private void WalkTree()
    {
        Array.Clear(_pull);
        foreach (var edge in _edges)
        {
            _pull[edge.Upper] += edge.Weight;
            _pull[edge.Lower] -= edge.Weight;
        }

        var visits = 0;
        var stack = new Stack<(int Node, int Position)>();
        _parentEdge[0] = -1;
        _low[0] = visits++;
        stack.Push((0, 0));
        while (stack.TryPop(out var top))
        {
            var (node, position) = top;
            if (position == _incident[node].Count)
            {
                _high[node] = visits;
                if (_parentEdge[node] >= 0)
                {
                    _pull[Parent(node)] += _pull[node];
                }

                continue;
            }

            stack.Push((node, position + 1));
            var edge = _incident[node][position];
            if (_inTree[edge] && edge != _parentEdge[node])
            {
                var child = _edges[edge].Upper == node ? _edges[edge].Lower : _edges[edge].Upper;
                _parentEdge[child] = edge;
                _low[child] = visits++;
                stack.Push((child, 0));
            }
        }
    }

    private int Parent(int node) => _edges[_parentEdge[node]].Upper == node ? _edges[_parentEdge[node]].Lower : _edges[_parentEdge[node]].Upper;

    /// <returns>The node below the tree edge whose removal shortens most, or -1.</returns>
    private int MostNegativeCut()
    {
        var best = -1;
        var bestCut = 0L;
        for (var node = 1; node < _nodes; node++)
        {
            var cut = _edges[_parentEdge[node]].Upper == node ? _pull[node] : -_pull[node];
            if (cut < bestCut)
            {
                (best, bestCut) = (node, cut);
            }
        }

        return best;
    }

    private void Exchange(int child)
    {
        var leaving = _parentEdge[child];
        var childIsUpper = _edges[leaving].Upper == child;
        var entering = -1;
        for (var edge = 0; edge < _edges.Length; edge++)
        {
            // An edge that crosses the cut the other way round.
            var upperInside = IsBelow(_edges[edge].Upper, child);
            if (!_inTree[edge] && upperInside != IsBelow(_edges[edge].Lower, child) && upperInside != childIsUpper
                && (entering < 0 || Slack(edge) < Slack(entering)))
            {
                entering = edge;
            }
        }

        var slack = Slack(entering);
        var shift = childIsUpper ? -slack : slack;
        for (var node = 0; node < _nodes; node++)
        {
            _rank[node] += IsBelow(node, child) ? shift : 0;
        }

        _inTree[leaving] = false;
        _inTree[entering] = true;
    }

    private bool IsBelow(int node, int ancestor) => _low[node] >= _low[ancestor] && _low[node] < _high[ancestor];

    private int[] Normalized()
    {
        var least = _rank.Min();
        return [.. _rank.Select(r => r - least)];
    }
}
