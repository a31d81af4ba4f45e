using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>
/// Reads a history, AWS's or our own, back into the events that a journal would have held, so that an execution from a file is looked at
/// in the same way as one that runs here.
/// </summary>
internal sealed class HistoryReader
{
    private readonly HistoryLines _lines;
    private readonly HistoryCalls _calls = new();
    private readonly ILookup<long, HistoryEntry> _enteredAfter;
    private readonly ExecutionIdentity _identity;
    private Line? _endedJustNow;

    private HistoryReader(ExecutionIdentity identity, IReadOnlyList<HistoryEntry> history, IReadOnlyDictionary<long, int>? lines)
    {
        _identity = identity;
        _lines = new(lines);
        _enteredAfter = history.Where(e => e.Type.EndsWith("StateEntered", StringComparison.Ordinal)).ToLookup(e => e.PreviousId);
    }

    /// <param name="identity">What the file tells of the execution; the history adds role, version and alias.</param>
    /// <param name="lines">The line of control of each event, where a file tells; null to find them out.</param>
    /// <param name="own">Our own events, by the number of the one of AWS's that they came after.</param>
    public static List<ExecutionEvent> Read(
        ExecutionIdentity identity, IReadOnlyList<HistoryEntry> history, IReadOnlyDictionary<long, int>? lines, ILookup<long, JsonObject> own)
    {
        var reader = new HistoryReader(identity, history, lines);
        List<ExecutionEvent> events = new(history.Count);
        foreach (var entry in history)
        {
            events.Add(reader.Read(entry));
            foreach (var @event in own[entry.Id])
            {
                events.Add(OwnEvents.Read(@event, number => reader._lines[number]));
            }
        }

        return events;
    }

    private ExecutionEvent Read(HistoryEntry entry)
    {
        var (@event, line) = Event(entry);
        _endedJustNow = @event is MapIterationFailed or MapIterationAborted ? line : null;
        @event.Id = entry.Id;
        @event.PreviousId = entry.PreviousId;
        @event.At = entry.At;
        @event.Frame = line.Number;
        return @event;
    }

    private (ExecutionEvent Event, Line Line) Event(HistoryEntry entry) => entry.Type switch
    {
        "ExecutionStarted" => (Started(entry), _lines.Find(entry, l => l.Parent is null)),
        "ExecutionSucceeded" => (new ExecutionSucceeded(entry.Data("output")), _lines.Root),
        "ExecutionFailed" => (new ExecutionFailed(entry.Error()), _lines.Root),
        "ExecutionTimedOut" => (new ExecutionTimedOut(), _lines.Root),
        "ExecutionAborted" => (new ExecutionAborted(entry.Error()), _lines.Root),
        "ExecutionRedriven" => (new ExecutionRedriven(entry.Number("redriveCount") ?? 1), _lines.Find(entry, l => l.Parent is null)),
        "EvaluationFailed" => EvaluationFailed(entry),
        "ParallelStateStarted" => ParallelStarted(entry),
        "ParallelStateSucceeded" => In(entry, "Parallel", _ => new ParallelSucceeded()),
        "ParallelStateFailed" => ContainerFailed(entry, "Parallel", error => new ParallelFailed(error)),
        "MapStateStarted" => MapStarted(entry),
        "MapStateSucceeded" => In(entry, "Map", _ => new MapSucceeded()),
        "MapStateFailed" => ContainerFailed(entry, "Map", error => new MapFailed(error)),
        "MapIterationStarted" => IterationStarted(entry),
        "MapIterationSucceeded" or "MapIterationFailed" or "MapIterationAborted" => IterationEnded(entry),
        "MapRunStarted" => In(entry, "Map", line => new MapRunStarted(_calls.Begin(line), entry.Text("mapRunArn") ?? "", null, null)),
        "MapRunSucceeded" => In(entry, "Map", line => new MapRunSucceeded(line.Work, JsonValue.Null)),
        "MapRunFailed" => In(entry, "Map", line => new MapRunFailed(line.Work, line.Error = entry.Error())),
        "MapRunRedriven" => In(entry, "Map", line =>
            new MapRunRedriven(_calls.Begin(line), entry.Text("mapRunArn") ?? "", entry.Number("redriveCount") ?? 1)),
        var type when IsOfState(type, "StateEntered", out var state) => Entered(entry, state),
        var type when IsOfState(type, "StateExited", out var state) => Exited(entry, state),
        var type when IsOfState(type, "StateAborted", out var state) => Aborted(entry, state),
        var type when HistoryCalls.StageOf(type) is { } stage =>
            In(entry, _lines.Find(entry, l => l is { StateType: "Task", Between: false }), line => _calls.Read(entry, stage, line)),
        var type => (new OtherEvent(type, entry.Details), _lines.Find(entry, _ => true)),
    };

    private (ExecutionEvent Event, Line Line) In(HistoryEntry entry, string stateType, Func<Line, ExecutionEvent> make) =>
        In(entry, _lines.Find(entry, l => l.StateType == stateType && !l.Between), make);

    private static (ExecutionEvent Event, Line Line) In(HistoryEntry entry, Line line, Func<Line, ExecutionEvent> make) => (make(line), line);

    private ExecutionStarted Started(HistoryEntry entry) => new(
        _identity with
        {
            RoleArn = entry.Text("roleArn") ?? _identity.RoleArn,
            VersionArn = entry.Text("stateMachineVersionArn") ?? _identity.VersionArn,
            AliasArn = entry.Text("stateMachineAliasArn") ?? _identity.AliasArn,
        },
        entry.Data("input"), entry.Text("input"), TimeoutAt: null, Sequence: 0);

    private (ExecutionEvent Event, Line Line) Entered(HistoryEntry entry, string type)
    {
        var line = _lines.Enter(entry);
        line.State = entry.Text("name") ?? "";
        line.StateType = type;
        line.Between = false;
        line.Failed = false;
        return (new StateEntered(line.State, type, entry.Data("input")), line);
    }

    private (ExecutionEvent Event, Line Line) Exited(HistoryEntry entry, string type)
    {
        var name = entry.Text("name") ?? "";
        var line = _lines.Find(entry, l => l.State == name && !l.Between);
        line.Between = true;
        line.Output = entry.Data("output");
        return (new StateExited(name, type, line.Output, entry.Variables(), _enteredAfter[entry.Id].FirstOrDefault()?.Text("name")), line);
    }

    // The event does not name its state, and the one it follows is the parent's. That of an iteration comes right after the iteration's end.
    private (ExecutionEvent Event, Line Line) Aborted(HistoryEntry entry, string type)
    {
        var line = _endedJustNow?.StateType == type ? _lines.Take(entry, _endedJustNow) : _lines.FindInside(entry, l => l.StateType == type && !l.Between);
        line.Ended = line.Parent is not null;
        return (new StateAborted(type), line);
    }

    private (ExecutionEvent Event, Line Line) EvaluationFailed(HistoryEntry entry)
    {
        var state = entry.Text("state") ?? "";
        var line = _lines.Find(entry, l => l.State == state && !l.Between);
        line.Error = entry.Error();
        return (new EvaluationFailed(state, entry.Text("location"), line.Error), line);
    }

    private (ExecutionEvent Event, Line Line) ParallelStarted(HistoryEntry entry)
    {
        var line = _lines.Find(entry, l => l is { StateType: "Parallel", Between: false });
        line.Failed = false;
        var firsts = _enteredAfter[entry.Id].Select(e => e.Id).ToList();
        return (new ParallelStarted(_lines.StartBranches(entry, line, firsts), firsts.Count, JsonValue.Null), line);
    }

    private (ExecutionEvent Event, Line Line) MapStarted(HistoryEntry entry)
    {
        var line = _lines.Find(entry, l => l is { StateType: "Map", Between: false });
        line.Failed = false;
        return (new MapStarted(entry.Number("length") ?? 0, null, JsonValue.Null, 0), line);
    }

    // Where one fails because the one inside it did, both are the nearest to the event before.
    private (ExecutionEvent Event, Line Line) ContainerFailed(HistoryEntry entry, string stateType, Func<StatesError, ExecutionEvent> make)
    {
        var line = _lines.Find(entry, l => l.StateType == stateType && l is { Between: false, Failed: false });
        line.Failed = true;
        line.Error = ErrorIn(line);
        return (make(line.Error), line);
    }

    private (ExecutionEvent Event, Line Line) IterationStarted(HistoryEntry entry)
    {
        var name = entry.Text("name") ?? "";
        var index = entry.Number("index") ?? 0;
        var map = _lines.Find(entry, l => l.State == name && !l.Between);
        var first = _enteredAfter[entry.Id].FirstOrDefault();
        var child = _lines.StartIteration(entry, map, index, first?.Id);
        return (new MapIterationStarted(name, index, child.Number, first?.Data("input") ?? JsonValue.Null), map);
    }

    private (ExecutionEvent Event, Line Line) IterationEnded(HistoryEntry entry)
    {
        var name = entry.Text("name") ?? "";
        var index = entry.Number("index") ?? 0;
        var line = _lines.FindIteration(entry, name, index);
        line.Ended = true;
        return (entry.Type switch
        {
            "MapIterationSucceeded" => new MapIterationSucceeded(name, index, line.Output),
            "MapIterationFailed" => new MapIterationFailed(name, index),
            _ => new MapIterationAborted(name, index),
        }, line);
    }

    // The failure of a Parallel or Map is that of the branch which failed; AWS's event does not repeat it.
    private static StatesError ErrorIn(Line line) => line.Children.Select(ErrorIn).LastOrDefault(e => e.Name is not null) ?? line.Error;

    private static bool IsOfState(string type, string what, out string state)
    {
        var matches = type.EndsWith(what, StringComparison.Ordinal);
        state = matches ? type[..^what.Length] : "";
        return matches;
    }
}
