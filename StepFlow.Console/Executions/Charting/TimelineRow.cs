using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.ConsoleUI.Graph;

namespace StepFlow.ConsoleUI.Executions.Charting;

/// <summary>One line of the timeline: the visit of a state, or a branch or iteration.</summary>
/// <param name="Depth">How far it is indented: the number of visits and branches around it.</param>
/// <param name="IsOpen">Whether what is inside follows in lines of its own; null where nothing is inside.</param>
public sealed record TimelineRow(object Key, string Label, string? Remark, int Depth, bool? IsOpen, StateVisit Visit, IReadOnlyList<TimelineBar> Bars);

/// <summary>A stretch of time in a line.</summary>
/// <param name="End">Null while it goes on.</param>
public sealed record TimelineBar(DateTimeOffset Start, DateTimeOffset? End, StateStatus Status, TimelineBarKind Kind, string Title);

public enum TimelineBarKind
{
    /// <summary>From being entered to being left.</summary>
    State,

    /// <summary>One call of a Task, in its state's bar.</summary>
    Attempt,

    /// <summary>Between two attempts.</summary>
    Backoff,

    /// <summary>From having ended to being taken up again by a redrive.</summary>
    UntilRedrive,
}
