using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>Events that AWS's history does not show, as an execution file tells them: timers, retries, heartbeats, time skipped, ends of branches.</summary>
internal static class OwnEvents
{
    /// <param name="after">Number of the event of AWS's that it came after.</param>
    public static JsonObject Write(ExecutionEvent @event, long after)
    {
        var json = new JsonObjectBuilder()
            .Set("after", after)
            .Set("type", @event.GetType().Name)
            .Set("timestamp", HistoryEntry.Text(@event.At))
            .Set("frame", @event.Frame);
        return @event switch
        {
            TimerStarted e => json.Set("dueAt", HistoryEntry.Text(e.DueAt)).Build(),
            RetryScheduled e => json.Set("retrier", e.Retrier).Set("dueAt", HistoryEntry.Text(e.DueAt)).Build(),
            TimeSkipped e => json.Set("seconds", e.By.TotalSeconds).Build(),
            BranchFailed e => json.SetIf("error", Text(e.Error.Name)).SetIf("cause", Text(e.Error.Cause)).Build(),
            TimerFired or HeartbeatReceived or BranchEnded or BranchAborted => json.Build(),
            _ => throw new InvalidOperationException($"Event {@event.GetType().Name} has no form in an execution file."),
        };
    }

    /// <param name="line">The line of control of a number; null where there is none yet.</param>
    public static ExecutionEvent Read(JsonObject json, Func<int, Line?> line)
    {
        var frame = json["frame"] is JsonNumber number ? (int)number.Value : 0;
        ExecutionEvent @event = (json["type"] as JsonString)?.Value switch
        {
            nameof(TimerStarted) => new TimerStarted(HistoryEntry.Time(json["dueAt"])),
            nameof(RetryScheduled) => new RetryScheduled(json["retrier"] is JsonNumber retrier ? (int)retrier.Value : 0, HistoryEntry.Time(json["dueAt"])),
            nameof(TimerFired) => new TimerFired(),
            nameof(TimeSkipped) => new TimeSkipped(TimeSpan.FromSeconds((json["seconds"] as JsonNumber)?.Value ?? 0)),
            nameof(HeartbeatReceived) => new HeartbeatReceived(line(frame)?.Work ?? 0),
            nameof(BranchEnded) => new BranchEnded(line(frame)?.Output ?? JsonValue.Null),
            nameof(BranchFailed) => new BranchFailed(new((json["error"] as JsonString)?.Value, (json["cause"] as JsonString)?.Value)),
            nameof(BranchAborted) => new BranchAborted(),
            var type => new OtherEvent(type ?? "?", json),
        };
        if (@event is BranchFailed failed && line(frame) is { } failing)
        {
            failing.Error = failed.Error;
        }

        @event.At = HistoryEntry.Time(json["timestamp"]);
        @event.Frame = frame;
        return @event;
    }

    private static JsonValue? Text(string? text) => text is null ? null : (JsonValue)text;
}
