namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>Lines that may run together: those that keep to the flow, and those that an error takes.</summary>
internal enum LineClass
{
    Flow,
    Catch,
}

/// <summary>What takes up space in a rank: a node, the label of an edge, or a place that a line passes.</summary>
internal sealed class Vertex(int rank, double width, double height)
{
    /// <summary>The node of the region; -1 for labels and lanes.</summary>
    public int Node { get; init; } = -1;

    public bool IsLabel { get; init; }

    /// <summary>A Fail state, or the label above one: the flow does not go on here.</summary>
    public bool EndsInFailure { get; set; }

    public bool IsNode => Node >= 0;

    public bool IsLane => !IsNode && !IsLabel;

    public int Rank { get; set; } = rank;

    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>The place within the rank, from the left.</summary>
    public int Order { get; set; }

    /// <summary>The middle, horizontally.</summary>
    public double X { get; set; }

    public double Top { get; set; }

    public double Bottom => Top + Height;

    /// <summary>How far from the middle the lines of a Catch leave below; 0 where no other line does.</summary>
    public double CatchExit { get; set; }

    /// <summary>How far from the middle the lines of a Catch arrive above.</summary>
    public double CatchEntry { get; set; }

    public List<Link> Above { get; } = [];

    public List<Link> Below { get; } = [];
}

/// <summary>Two vertices of neighbouring ranks that want to stand one above the other.</summary>
/// <param name="Pull">How strongly.</param>
internal sealed record Link(Vertex Upper, Vertex Lower, LineClass Class, double Pull, bool IsBack);

/// <summary>The way of one edge through the ranks, from its source to its target.</summary>
/// <param name="Label">The place of the label on the way; null for an edge without one.</param>
internal sealed record Route(int Edge, LineClass Class, bool IsBack, IReadOnlyList<Vertex> Path, Vertex? Label);
