using StepFlow.ConsoleUI.Executions.Following;

namespace StepFlow.ConsoleUI.Executions.Events;

/// <summary>Which events of an execution a table shows.</summary>
public sealed record EventFilter
{
    public EventKinds Kinds { get; init; } = EventKinds.All;

    public bool FailuresOnly { get; init; }

    /// <summary>A state's name; null for all.</summary>
    public string? State { get; init; }

    /// <summary>Part of an event's type, state or error, in any case, or its number; null for all.</summary>
    public string? Text { get; init; }

    public bool IsAll => this == new EventFilter();

    public bool Selects(EventRow row) =>
        (Kinds & row.Kind) is not EventKinds.None
        && (!FailuresOnly || row.IsFailure)
        && (State is null || row.State == State)
        && (string.IsNullOrWhiteSpace(Text) || Says(row, Text.Trim()));

    /// <summary>The rows selected, in the order they happened.</summary>
    public List<EventRow> Select(ExecutionView view)
    {
        List<EventRow> rows = [];
        SelectFrom(view, 0, rows);
        return rows;
    }

    /// <summary>Adds the rows selected among the events from <paramref name="first"/> on.</summary>
    public void SelectFrom(ExecutionView view, int first, List<EventRow> rows)
    {
        for (var i = first; i < view.Events.Count; i++)
        {
            var row = new EventRow(i, view.Events[i], view.VisitOf(i));
            if (Selects(row))
            {
                rows.Add(row);
            }
        }
    }

    private static bool Says(EventRow row, string text) =>
        row.Type.Contains(text, StringComparison.OrdinalIgnoreCase)
        || row.State?.Contains(text, StringComparison.OrdinalIgnoreCase) is true
        || row.Error?.Name?.Contains(text, StringComparison.OrdinalIgnoreCase) is true
        || row.Error?.Cause?.Contains(text, StringComparison.OrdinalIgnoreCase) is true
        || row.Event.Id.ToString() == text;
}
