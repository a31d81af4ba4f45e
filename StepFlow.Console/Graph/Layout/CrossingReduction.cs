namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>
/// Orders each rank such that few lines cross: sweeps up and down that sort a rank by the mean place of its neighbours, then exchanges of
/// neighbours that help (Sugiyama, Tagawa and Toda, 1981). The first order is that of the definition, and
/// ties keep it in two of four sweeps: turned round, they open ways out of a dead end.
/// </summary>
internal static class CrossingReduction
{
    private const int LeastSweeps = 2;
    private const int MostSweeps = 16;
    private const int MostExchanges = 8;
    private const int SweepsWithoutGain = 4;

    // Vertices that all sweeps together may order: a picture too large to be looked over need not be perfect.
    private const int Effort = 150_000;

    public static void Order(List<List<Vertex>> ranks)
    {
        OrderAsDefined(ranks);
        var best = Snapshot(ranks);
        var least = Crossings(ranks);
        var idle = 0;
        var sweeps = Math.Clamp(Effort / Math.Max(1, ranks.Sum(r => r.Count)), LeastSweeps, MostSweeps);
        for (var sweep = 0; sweep < sweeps && least > 0 && idle < SweepsWithoutGain; sweep++)
        {
            Sweep(ranks, down: sweep % 2 is 0, reverseTies: sweep % 4 >= 2);
            Exchange(ranks, Math.Min(sweeps, MostExchanges));
            var crossings = Crossings(ranks);
            idle++;
            if (crossings < least)
            {
                (least, best, idle) = (crossings, Snapshot(ranks), 0);
            }
        }

        for (var rank = 0; rank < ranks.Count; rank++)
        {
            Set(ranks[rank], best[rank]);
        }
    }

    /// <summary>How many pairs of lines between neighbouring ranks cross.</summary>
    public static int Crossings(List<List<Vertex>> ranks)
    {
        var total = 0;
        for (var rank = 0; rank + 1 < ranks.Count; rank++)
        {
            total += Crossings(ranks[rank], ranks[rank + 1].Count);
        }

        return total;
    }

    private static void OrderAsDefined(List<List<Vertex>> ranks)
    {
        var order = ranks.ConvertAll(r => new List<Vertex>(r.Count));
        var seen = new HashSet<Vertex>();
        var stack = new Stack<Vertex>();
        foreach (var root in ranks.SelectMany(r => r))
        {
            stack.Push(root);
            while (stack.TryPop(out var vertex))
            {
                if (!seen.Add(vertex))
                {
                    continue;
                }

                order[vertex.Rank].Add(vertex);
                // What leads back comes last, beside the lane that it will take.
                Push(vertex.Below, isBack: true);
                Push(vertex.Below, isBack: false);
            }
        }

        for (var rank = 0; rank < ranks.Count; rank++)
        {
            Set(ranks[rank], order[rank]);
        }

        void Push(List<Link> links, bool isBack)
        {
            for (var i = links.Count - 1; i >= 0; i--)
            {
                if (links[i].IsBack == isBack)
                {
                    stack.Push(links[i].Lower);
                }
            }
        }
    }

    private static void Sweep(List<List<Vertex>> ranks, bool down, bool reverseTies)
    {
        for (var i = 1; i < ranks.Count; i++)
        {
            var rank = ranks[down ? i : ranks.Count - 1 - i];
            Set(rank, [.. rank.OrderBy(v => Mean(v, down)).ThenBy(v => reverseTies ? -v.Order : v.Order)]);
        }
    }

    private static double Mean(Vertex vertex, bool down)
    {
        var links = down ? vertex.Above : vertex.Below;
        if (links.Count is 0)
        {
            return vertex.Order;
        }

        var sum = 0.0;
        foreach (var link in links)
        {
            sum += (down ? link.Upper : link.Lower).Order;
        }

        return sum / links.Count;
    }

    private static void Exchange(List<List<Vertex>> ranks, int rounds)
    {
        var improved = true;
        for (var round = 0; improved && round < rounds; round++)
        {
            improved = false;
            foreach (var rank in ranks)
            {
                for (var i = 0; i + 1 < rank.Count; i++)
                {
                    if (CrossingsOf(rank[i], rank[i + 1]) > CrossingsOf(rank[i + 1], rank[i]))
                    {
                        (rank[i], rank[i + 1]) = (rank[i + 1], rank[i]);
                        (rank[i].Order, rank[i + 1].Order) = (i, i + 1);
                        improved = true;
                    }
                }
            }
        }
    }

    // Crossings among the lines of two neighbours, were they to stand in this order.
    private static int CrossingsOf(Vertex left, Vertex right)
    {
        var count = 0;
        foreach (var a in left.Above)
        {
            foreach (var b in right.Above)
            {
                count += a.Upper.Order > b.Upper.Order ? 1 : 0;
            }
        }

        foreach (var a in left.Below)
        {
            foreach (var b in right.Below)
            {
                count += a.Lower.Order > b.Lower.Order ? 1 : 0;
            }
        }

        return count;
    }

    // Counts inversions with a Fenwick tree over the places of the lower rank.
    private static int Crossings(List<Vertex> upper, int lowerCount)
    {
        var tree = new int[lowerCount + 1];
        var crossings = 0;
        var passed = 0;
        foreach (var vertex in upper)
        {
            foreach (var link in vertex.Below)
            {
                crossings += passed - CountUpTo(link.Lower.Order + 1);
            }

            foreach (var link in vertex.Below)
            {
                passed++;
                for (var i = link.Lower.Order + 1; i < tree.Length; i += i & -i)
                {
                    tree[i]++;
                }
            }
        }

        return crossings;

        int CountUpTo(int index)
        {
            var sum = 0;
            for (var i = index; i > 0; i -= i & -i)
            {
                sum += tree[i];
            }

            return sum;
        }
    }

    private static List<List<Vertex>> Snapshot(List<List<Vertex>> ranks) => ranks.ConvertAll(r => new List<Vertex>(r));

    private static void Set(List<Vertex> rank, List<Vertex> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            rank[i] = order[i];
            order[i].Order = i;
        }
    }
}
