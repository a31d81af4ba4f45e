namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>Sizes and distances of the picture, in CSS pixels.</summary>
internal static class Measures
{
    public const double NameSize = 13;
    public const double DetailSize = 11;
    public const double LabelSize = 11;

    public const double NameLine = 17;
    public const double DetailLine = 15;
    public const double LabelLine = 14;

    public const double LeastNodeWidth = 148;
    public const double MostTextWidth = 224;
    public const double IconSpace = 40;
    public const double NodePadding = 12;
    public const int NameLines = 3;

    public const double MostLabelWidth = 176;
    public const int LabelLines = 4;

    /// <summary>Between the borders of two states side by side.</summary>
    public const double NodeGap = 28;

    /// <summary>Between two lines side by side, and a line and a label.</summary>
    public const double LaneGap = 14;

    /// <summary>Between a line and a state.</summary>
    public const double LaneToNode = 20;

    /// <summary>Between two horizontal runs in the space between two ranks.</summary>
    public const double TrackGap = 10;

    public const double AboveTracks = 14;
    public const double BelowTracks = 18;

    /// <summary>The space between two ranks that only straight lines cross.</summary>
    public const double StraightGap = 30;

    /// <summary>The same above and below labels, which stand close to their lines.</summary>
    public const double LabelGap = 12;

    public const double ContainerHeader = 46;
    public const double RegionPadding = 16;
    public const double RegionGap = 12;
    public const double Margin = 20;
}
