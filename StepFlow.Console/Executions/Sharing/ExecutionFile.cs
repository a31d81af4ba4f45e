using System.Text.Json;
using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>
/// One execution as a JSON file: description, definition and history in the words of DescribeExecution, DescribeStateMachineForExecution
/// and GetExecutionHistory, and what this console knows beyond them. docs/execution-file.md has the format.
/// </summary>
public static class ExecutionFile
{
    public const string Format = "stepflow-execution/1";

    /// <summary>More than any history of 25,000 events with payloads of a usual size.</summary>
    public const long LargestFile = 256 << 20;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file; events and description may come from any moment of the execution.</summary>
    public static void Write(Stream stream, SharedExecution execution, DateTimeOffset savedAt)
    {
        using var writer = new Utf8JsonWriter(stream, Indented);
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("savedAt", savedAt);
        Write(writer, "execution", DescriptionJson.Write(execution.Description));
        writer.WriteStartObject("stateMachine");
        writer.WriteString("name", execution.MachineName);
        writer.WriteString("type", execution.IsExpress ? "EXPRESS" : "STANDARD");
        writer.WriteString("definition", execution.Definition);
        writer.WriteEndObject();
        writer.WriteBoolean("complete", execution.IsComplete);
        writer.WriteStartObject("history");
        writer.WriteStartArray("events");
        foreach (var @event in HistoryProjection.Of(execution.Events))
        {
            Write(writer, @event);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteLocal(writer, execution.Events);
        writer.WriteEndObject();
    }

    /// <summary>Reads such a file, or an answer of GetExecutionHistory as the AWS CLI prints it, which comes without a definition.</summary>
    /// <exception cref="ExecutionFileException">It is neither.</exception>
    public static SharedExecution Read(ReadOnlySpan<byte> utf8)
    {
        var file = Parse(utf8);
        var entries = Entries(file["history"] is JsonObject history ? history : file);
        var description = file["execution"] is JsonObject told ? DescriptionJson.Read(told) : DescriptionOf(entries);
        var machine = file["stateMachine"] as JsonObject;
        var isExpress = (machine?["type"] as JsonString)?.Value is "EXPRESS";
        var local = file["local"] as JsonObject;
        var events = HistoryReader.Read(IdentityOf(description, isExpress), entries, Lines(entries, local), Own(local));
        return new(
            description, (machine?["name"] as JsonString)?.Value ?? "", isExpress, (machine?["definition"] as JsonString)?.Value, events,
            IsComplete: file["complete"] != JsonValue.False && file["nextToken"] is null);
    }

    private static void Write(Utf8JsonWriter writer, HistoryEvent @event)
    {
        writer.WriteStartObject();
        writer.WriteString("timestamp", @event.Timestamp);
        writer.WriteString("type", @event.Type);
        writer.WriteNumber("id", @event.Id);
        writer.WriteNumber("previousEventId", @event.PreviousEventId);
        if (@event.DetailsName is { } name)
        {
            Write(writer, name, @event.Details ?? JsonObject.Empty);
        }

        writer.WriteEndObject();
    }

    private static void WriteLocal(Utf8JsonWriter writer, IReadOnlyList<ExecutionEvent> events)
    {
        writer.WriteStartObject("local");
        writer.WriteStartArray("frames");
        foreach (var @event in events.Where(e => e.Id > 0))
        {
            writer.WriteNumberValue(@event.Frame);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("events");
        long after = 0;
        foreach (var @event in events)
        {
            if (@event.Id > 0)
            {
                after = @event.Id;
            }
            else if (@event is not OtherEvent)
            {
                writer.WriteRawValue(JsonWriter.ToUtf8(OwnEvents.Write(@event, after)));
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonValue value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(JsonWriter.ToUtf8(value));
    }

    private static JsonObject Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonValue.Parse(utf8) as JsonObject ?? throw new ExecutionFileException("The file is JSON, but not an object.");
        }
        catch (JsonSyntaxException e)
        {
            throw new ExecutionFileException($"The file is not JSON: {e.Message}", e);
        }
    }

    private static List<HistoryEntry> Entries(JsonObject history)
    {
        if (history["events"] is not JsonArray { Count: > 0 } events)
        {
            throw new ExecutionFileException(
                "The file has no history.events. It must be one that this console has saved, or the output of aws stepfunctions get-execution-history.");
        }

        var entries = events.Select(HistoryEntry.Of).OrderBy(e => e.Id).ToList();
        return entries[0].Type is "ExecutionStarted"
            ? entries
            : throw new ExecutionFileException($"The history begins with event {entries[0].Id} ({entries[0].Type}), not with ExecutionStarted: its first page is missing.");
    }

    private static Dictionary<long, int>? Lines(List<HistoryEntry> entries, JsonObject? local) => local?["frames"] is JsonArray frames && frames.Count == entries.Count
        ? entries.Select((entry, i) => (entry.Id, Frame: (frames[i] as JsonNumber)?.Value ?? 0)).ToDictionary(e => e.Id, e => (int)e.Frame)
        : null;

    private static ILookup<long, JsonObject> Own(JsonObject? local) => ((local?["events"] as JsonArray)?.AsEnumerable() ?? [])
        .OfType<JsonObject>()
        .ToLookup(e => e["after"] is JsonNumber after ? (long)after.Value : 0);

    // AWS's history says neither name nor machine: only what happened, and when. Calls of services say the region.
    private static ExecutionDescription DescriptionOf(List<HistoryEntry> entries)
    {
        var region = entries.Select(e => e.Text("region")).FirstOrDefault(r => r is not null);
        var unknown = new ExecutionDescription
        {
            ExecutionArn = $"arn:aws:states:{region}::execution::",
            StateMachineArn = $"arn:aws:states:{region}::stateMachine:",
            Name = "",
            RevisionId = "",
            Status = ExecutionStatus.Running,
            StartDate = entries[0].At,
            Input = entries[0].Text("input"),
        };
        var view = new ExecutionView();
        view.Add(HistoryReader.Read(IdentityOf(unknown, isExpress: false), entries, lines: null, Own(null)));
        return unknown with
        {
            Status = view.Status,
            StopDate = view.EndedAt,
            Output = view.Output?.ToString(),
            Error = view.Error?.Name,
            Cause = view.Error?.Cause,
            RedriveCount = view.RedriveCount,
        };
    }

    private static ExecutionIdentity IdentityOf(ExecutionDescription description, bool isExpress) => new()
    {
        ExecutionArn = description.ExecutionArn,
        Name = description.Name,
        StateMachineArn = description.StateMachineArn,
        RevisionId = description.RevisionId,
        RoleArn = "",
        Express = isExpress,
        TraceHeader = description.TraceHeader,
        MapRunArn = description.MapRunArn,
    };
}
