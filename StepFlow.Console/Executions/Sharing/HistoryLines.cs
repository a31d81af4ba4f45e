using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>
/// Which line of control each event of a history belongs to: the execution itself, a branch, or an iteration. AWS does not tell; it
/// follows from the events that events name as the ones before them, and from which states are under way.
/// </summary>
/// <param name="given">The lines by event where a file tells them; null to find them out.</param>
internal sealed class HistoryLines(IReadOnlyDictionary<long, int>? given)
{
    private readonly Dictionary<int, Line> _lines = new() { [0] = new(0, parent: null, index: 0) };
    private readonly Dictionary<long, Line> _lineOfEvent = [];
    private readonly Dictionary<long, Line> _toBeEntered = [];
    private int _next = 1;

    public Line Root => _lines[0];

    public Line? this[int number] => _lines.GetValueOrDefault(number);

    /// <summary>The line of an event that happens in the execution, a branch or an iteration which is known by now.</summary>
    /// <param name="fits">What must be true of its line.</param>
    public Line Find(HistoryEntry entry, Func<Line, bool> fits)
    {
        var line = Known(entry)
            ?? Above(_lineOfEvent.GetValueOrDefault(entry.PreviousId)).FirstOrDefault(fits)
            ?? Below(_lineOfEvent.GetValueOrDefault(entry.PreviousId) ?? Root).FirstOrDefault(l => !l.Ended && fits(l))
            ?? Root;
        _lineOfEvent[entry.Id] = line;
        return line;
    }

    /// <summary>The line of an event where the caller knows it.</summary>
    public Line Take(HistoryEntry entry, Line line) => _lineOfEvent[entry.Id] = Known(entry) ?? line;

    /// <summary>The line of an entered state: a new branch or iteration begins with its first.</summary>
    public Line Enter(HistoryEntry entry)
    {
        var line = Known(entry)
            ?? (_toBeEntered.Remove(entry.PreviousId, out var fresh) ? fresh : null)
            ?? (_lineOfEvent.GetValueOrDefault(entry.PreviousId) is { } before ? NextBranch(before, entry.PreviousId) ?? before : Root);
        _lineOfEvent[entry.Id] = line;
        return line;
    }

    /// <summary>Begins the branches of a Parallel; answers the number of the first.</summary>
    public int StartBranches(HistoryEntry entry, Line parent, IReadOnlyList<long> firstEvents)
    {
        var branches = firstEvents.Select((id, index) => Add(Given(id) ?? _next, parent, index)).ToList();
        parent.Branches = (entry.Id, new Queue<Line>(branches));
        return branches.Count is 0 ? _next : branches[0].Number;
    }

    /// <param name="firstEvent">The event that enters its first state; null where the history ends before.</param>
    public Line StartIteration(HistoryEntry entry, Line parent, int index, long? firstEvent)
    {
        var line = Add(Given(firstEvent) ?? _next, parent, index);
        parent.Iterations[index] = line;
        _toBeEntered[entry.Id] = line;
        return line;
    }

    /// <summary>The line of an event that is told as one of its parent or of a sibling: the nearest that fits.</summary>
    public Line FindInside(HistoryEntry entry, Func<Line, bool> fits)
    {
        var line = Known(entry)
            ?? Above(_lineOfEvent.GetValueOrDefault(entry.PreviousId) ?? Root).SelectMany(Below).FirstOrDefault(l => !l.Ended && fits(l))
            ?? Root;
        _lineOfEvent[entry.Id] = line;
        return line;
    }

    public Line FindIteration(HistoryEntry entry, string map, int index)
    {
        var line = Known(entry)
            ?? Above(_lineOfEvent.GetValueOrDefault(entry.PreviousId)).Concat(Below(Root)).FirstOrDefault(l => l.State == map && !l.Between && l.Iterations.ContainsKey(index))?.Iterations[index]
            ?? Root;
        _lineOfEvent[entry.Id] = line;
        return line;
    }

    private Line? Known(HistoryEntry entry) => Given(entry.Id) is { } number ? _lines.GetValueOrDefault(number) : null;

    private int? Given(long? id) => id is { } known && given is not null && given.TryGetValue(known, out var number) ? number : null;

    private static Line? NextBranch(Line parent, long previous) =>
        parent.Branches is var (started, branches) && started == previous && branches.TryDequeue(out var branch) ? branch : null;

    private Line Add(int number, Line parent, int index)
    {
        _next = Math.Max(_next, number + 1);
        var line = new Line(number, parent, index);
        parent.Children.Add(line);
        return _lines[number] = line;
    }

    private static IEnumerable<Line> Above(Line? line)
    {
        for (; line is not null; line = line.Parent)
        {
            yield return line;
        }
    }

    private static IEnumerable<Line> Below(Line line) => line.Children.SelectMany(Below).Prepend(line);
}

/// <summary>One line of control while a history is read.</summary>
internal sealed class Line(int number, Line? parent, int index)
{
    public int Number { get; } = number;

    public Line? Parent { get; } = parent;

    public int Index { get; } = index;

    public List<Line> Children { get; } = [];

    /// <summary>The iterations of the Map that it is in, by index.</summary>
    public Dictionary<int, Line> Iterations { get; } = [];

    /// <summary>The branches of the Parallel that it is in and which nothing was heard of yet, with the event that started them.</summary>
    public (long Started, Queue<Line> Waiting)? Branches { get; set; }

    public string State { get; set; } = "";

    public string StateType { get; set; } = "";

    /// <summary>Whether the state it stands in was left.</summary>
    public bool Between { get; set; }

    /// <summary>Whether the Parallel or Map it stands in has failed.</summary>
    public bool Failed { get; set; }

    public bool Ended { get; set; }

    /// <summary>The last call it made.</summary>
    public int Work { get; set; }

    public JsonValue Output { get; set; } = JsonValue.Null;

    public StatesError Error { get; set; } = new(Name: null);
}
