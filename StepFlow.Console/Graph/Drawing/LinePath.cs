using System.Globalization;
using System.Text;
using StepFlow.ConsoleUI.Graph.Layout;

namespace StepFlow.ConsoleUI.Graph.Drawing;

/// <summary>Path data of lines with rounded corners.</summary>
internal static class LinePath
{
    private const double Radius = 9;

    /// <summary>How long an arrow is: lines that bear one end there.</summary>
    public const double Arrow = 7;

    public static string Of(PlacedEdge edge)
    {
        var corners = Corners(edge.Points.Take(edge.Drawn));
        if (edge.HasArrow)
        {
            corners[^1] = corners[^1].Moved(0, -Arrow);
        }

        var path = new StringBuilder($"M{Number(corners[0].X)} {Number(corners[0].Y)}");
        for (var i = 1; i < corners.Count - 1; i++)
        {
            var (before, corner, after) = (corners[i - 1], corners[i], corners[i + 1]);
            var radius = Math.Min(Radius, Math.Min(Distance(before, corner), Distance(corner, after)) / 2);
            var enter = Towards(corner, before, radius);
            var leave = Towards(corner, after, radius);
            path.Append($"L{Number(enter.X)} {Number(enter.Y)}Q{Number(corner.X)} {Number(corner.Y)} {Number(leave.X)} {Number(leave.Y)}");
        }

        return path.Append($"L{Number(corners[^1].X)} {Number(corners[^1].Y)}").ToString();
    }

    public static string ArrowOf(PlacedEdge edge)
    {
        var tip = edge.Points[^1];
        return $"M{Number(tip.X)} {Number(tip.Y)}L{Number(tip.X - 4.5)} {Number(tip.Y - Arrow - 1)}H{Number(tip.X + 4.5)}Z";
    }

    public static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    // Only where the line turns.
    private static List<Point> Corners(IEnumerable<Point> points)
    {
        var corners = new List<Point>();
        foreach (var point in points)
        {
            if (corners.Count > 0 && Distance(corners[^1], point) < 0.5)
            {
                continue;
            }

            if (corners.Count > 1 && IsStraight(corners[^2], corners[^1], point))
            {
                corners[^1] = point;
            }
            else
            {
                corners.Add(point);
            }
        }

        return corners;
    }

    private static bool IsStraight(Point a, Point b, Point c) =>
        (Math.Abs(a.X - b.X) < 0.5 && Math.Abs(b.X - c.X) < 0.5) || (Math.Abs(a.Y - b.Y) < 0.5 && Math.Abs(b.Y - c.Y) < 0.5);

    private static double Distance(Point a, Point b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    private static Point Towards(Point from, Point to, double distance)
    {
        var length = Distance(from, to);
        return length < 0.01 ? from : new(from.X + ((to.X - from.X) * distance / length), from.Y + ((to.Y - from.Y) * distance / length));
    }
}
