namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>Vertices that stand exactly one above the other, so that the line through them is straight.</summary>
internal sealed class Block
{
    public List<Vertex> Vertices { get; } = [];

    /// <summary>The common middle of its vertices.</summary>
    public double X { get; set; }

    /// <summary>Blocks that must stay to the left and right, with the distance between the middles.</summary>
    public List<(Block Block, double Distance)> Left { get; } = [];

    public List<(Block Block, double Distance)> Right { get; } = [];

    /// <summary>Blocks that this one is linked to, and how strongly they draw.</summary>
    public List<(Block Block, double Pull)> Drawn { get; } = [];

    /// <summary>How far it would move if nothing were in its way.</summary>
    public double Wish { get; set; }

    /// <summary>The blocks it pushes or is pushed by, itself among them; null where it stands free.</summary>
    public List<Block>? Group { get; set; }
}

/// <summary>
/// Decides which vertices are lined up. A line of the flow goes straight on where it neither forks nor joins, or where it is the middle one of an odd
/// number; a fork of two stands in the middle of its branches. Long lines are straight before anything else.
/// </summary>
internal static class Blocks
{
    public static List<Block> Of(List<List<Vertex>> ranks)
    {
        var above = new Dictionary<Vertex, Vertex>();
        var below = new Dictionary<Vertex, Vertex>();
        var straight = ranks.ConvertAll(_ => new List<(int Upper, int Lower)>());
        foreach (var link in Candidates(ranks))
        {
            if (!below.ContainsKey(link.Upper) && !above.ContainsKey(link.Lower)
                && straight[link.Upper.Rank].TrueForAll(s => s.Upper < link.Upper.Order == s.Lower < link.Lower.Order))
            {
                below[link.Upper] = link.Lower;
                above[link.Lower] = link.Upper;
                straight[link.Upper.Rank].Add((link.Upper.Order, link.Lower.Order));
            }
        }

        return Collect(ranks, above, below);
    }

    // The longest straight lines first, then those of the flow that neither fork nor join, then the middle ones of an odd number.
    private static IEnumerable<Link> Candidates(List<List<Vertex>> ranks)
    {
        var lanes = new List<Link>();
        var others = new List<Link>();
        foreach (var link in ranks.SelectMany(r => r).SelectMany(v => v.Below))
        {
            if (link.Upper.IsLane && link.Lower.IsLane)
            {
                lanes.Add(link);
            }
            else if (!link.IsBack && IsMiddle(link, link.Upper.Below, goesDown: true) && IsMiddle(link, link.Lower.Above, goesDown: false))
            {
                others.Add(link);
            }
        }

        return lanes.Concat(others.OrderBy(l => l.Class).ThenBy(l => l.Upper.Below.Count + l.Lower.Above.Count));
    }

    // Counted are the lines of the flow, or of errors where there are no others; the way to a Fail bends aside where another goes on.
    private static bool IsMiddle(Link link, List<Link> all, bool goesDown)
    {
        var main = all.Exists(l => !l.IsBack && l.Class is LineClass.Flow) ? LineClass.Flow : LineClass.Catch;
        var goesOn = goesDown && all.Exists(l => !l.IsBack && l.Class == main && !l.Lower.EndsInFailure);
        if (!Counts(link))
        {
            return false;
        }

        var (count, before) = (0, 0);
        foreach (var other in all)
        {
            if (Counts(other))
            {
                count++;
                before += (goesDown ? other.Lower.Order < link.Lower.Order : other.Upper.Order < link.Upper.Order) ? 1 : 0;
            }
        }

        return count % 2 is 1 && before == count / 2;

        bool Counts(Link other) => !other.IsBack && other.Class == main && !(goesOn && other.Lower.EndsInFailure);
    }

    private static List<Block> Collect(List<List<Vertex>> ranks, Dictionary<Vertex, Vertex> above, Dictionary<Vertex, Vertex> below)
    {
        var blocks = new List<Block>();
        var blockOf = new Dictionary<Vertex, Block>();
        foreach (var top in ranks.SelectMany(r => r).Where(v => !above.ContainsKey(v)))
        {
            var block = new Block();
            blocks.Add(block);
            for (var vertex = top; vertex is not null; vertex = below.GetValueOrDefault(vertex))
            {
                block.Vertices.Add(vertex);
                blockOf[vertex] = block;
            }
        }

        foreach (var rank in ranks)
        {
            for (var i = 0; i + 1 < rank.Count; i++)
            {
                var (left, right) = (blockOf[rank[i]], blockOf[rank[i + 1]]);
                var distance = Distance(rank[i], rank[i + 1]);
                left.Right.Add((right, distance));
                right.Left.Add((left, distance));
            }
        }

        foreach (var link in ranks.SelectMany(r => r).SelectMany(v => v.Below))
        {
            var (upper, lower) = (blockOf[link.Upper], blockOf[link.Lower]);
            if (!ReferenceEquals(upper, lower))
            {
                upper.Drawn.Add((lower, link.Pull));
                lower.Drawn.Add((upper, link.Pull));
            }
        }

        return blocks;
    }

    private static double Distance(Vertex left, Vertex right)
    {
        var gap = left.IsNode && right.IsNode ? Measures.NodeGap
            : left.IsNode || right.IsNode ? Measures.LaneToNode
            : Measures.LaneGap;
        return (left.Width / 2) + gap + (right.Width / 2);
    }
}
