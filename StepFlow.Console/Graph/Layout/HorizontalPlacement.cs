namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>
/// Gives blocks their place from left to right: as near as possible to the blocks they are linked to (least squares), at the distances that
/// their neighbours demand. Single blocks and groups that push each other move in turn until nothing gains much.
/// </summary>
internal static class HorizontalPlacement
{
    private const int MostRounds = 60;
    private const double Settled = 0.05;

    public static void Place(List<List<Vertex>> ranks)
    {
        var blocks = FromLeftToRight(Blocks.Of(ranks));
        foreach (var block in blocks)
        {
            block.X = LeftLimit(block, double.NegativeInfinity);
            block.X = double.IsInfinity(block.X) ? 0 : block.X;
        }

        for (var round = 0; round < MostRounds; round++)
        {
            var moved = 0.0;
            for (var i = blocks.Count - 1; i >= 0; i--)
            {
                moved = Math.Max(moved, MoveAlone(blocks[i]));
            }

            moved = Math.Max(moved, MoveTogether(blocks));
            foreach (var block in blocks)
            {
                moved = Math.Max(moved, MoveAlone(block));
            }

            moved = Math.Max(moved, MoveTogether(blocks));
            if (moved < Settled)
            {
                break;
            }
        }

        foreach (var block in blocks)
        {
            foreach (var vertex in block.Vertices)
            {
                vertex.X = block.X;
            }
        }
    }

    // Lines that are straight do not cross, so "left of" has no cycles.
    private static List<Block> FromLeftToRight(List<Block> blocks)
    {
        var waiting = blocks.ToDictionary(b => b, b => b.Left.Count);
        var ready = new Queue<Block>(blocks.Where(b => b.Left.Count is 0));
        var order = new List<Block>(blocks.Count);
        while (ready.TryDequeue(out var block))
        {
            order.Add(block);
            foreach (var (right, _) in block.Right)
            {
                if (--waiting[right] is 0)
                {
                    ready.Enqueue(right);
                }
            }
        }

        return order;
    }

    private static double LeftLimit(Block block, double otherwise)
    {
        foreach (var (left, distance) in block.Left)
        {
            otherwise = Math.Max(otherwise, left.X + distance);
        }

        return otherwise;
    }

    private static double RightLimit(Block block)
    {
        var limit = double.PositiveInfinity;
        foreach (var (right, distance) in block.Right)
        {
            limit = Math.Min(limit, right.X - distance);
        }

        return limit;
    }

    private static (double Force, double Weight) Force(Block block)
    {
        var (force, weight) = (0.0, 0.0);
        foreach (var (other, pull) in block.Drawn)
        {
            force += pull * (other.X - block.X);
            weight += pull;
        }

        return (force, weight);
    }

    private static double MoveAlone(Block block)
    {
        var (force, weight) = Force(block);
        if (weight is 0)
        {
            return 0;
        }

        var from = block.X;
        block.X = Math.Max(LeftLimit(block, double.NegativeInfinity), Math.Min(RightLimit(block), from + (force / weight)));
        return Math.Abs(block.X - from);
    }

    private static double MoveTogether(List<Block> blocks)
    {
        foreach (var block in blocks)
        {
            var (force, weight) = Force(block);
            block.Wish = weight is 0 ? 0 : force / weight;
            block.Group = null;
        }

        foreach (var block in blocks)
        {
            foreach (var (right, distance) in block.Right)
            {
                if (block.Wish > right.Wish && right.X - block.X - distance < 0.01)
                {
                    Join(block, right);
                }
            }
        }

        var moved = 0.0;
        foreach (var block in blocks)
        {
            if (block.Group is { } group && ReferenceEquals(group[0], block))
            {
                moved = Math.Max(moved, Move(group));
            }
        }

        return moved;
    }

    private static void Join(Block a, Block b)
    {
        a.Group ??= [a];
        b.Group ??= [b];
        if (ReferenceEquals(a.Group, b.Group))
        {
            return;
        }

        var (large, small) = a.Group.Count >= b.Group.Count ? (a.Group, b.Group) : (b.Group, a.Group);
        large.AddRange(small);
        foreach (var block in small)
        {
            block.Group = large;
        }
    }

    private static double Move(List<Block> group)
    {
        var (force, weight) = (0.0, 0.0);
        var (least, most) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (var block in group)
        {
            foreach (var (other, pull) in block.Drawn)
            {
                if (!ReferenceEquals(other.Group, group))
                {
                    force += pull * (other.X - block.X);
                    weight += pull;
                }
            }

            foreach (var (left, distance) in block.Left)
            {
                least = ReferenceEquals(left.Group, group) ? least : Math.Max(least, left.X + distance - block.X);
            }

            foreach (var (right, distance) in block.Right)
            {
                most = ReferenceEquals(right.Group, group) ? most : Math.Min(most, right.X - distance - block.X);
            }
        }

        if (weight is 0)
        {
            return 0;
        }

        var shift = Math.Max(Math.Min(least, 0), Math.Min(Math.Max(most, 0), force / weight));
        foreach (var block in group)
        {
            block.X += shift;
        }

        return Math.Abs(shift);
    }
}
