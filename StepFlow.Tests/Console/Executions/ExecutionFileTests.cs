using System.Text;
using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.ConsoleUI.Executions.Sharing;
using StepFlow.ConsoleUI.Graph;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.Tests.StepFunctions.Executing;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Executions;

public sealed class ExecutionFileTests
{
    private const string Nested = """
        {"StartAt":"Each","States":{"Each":{"Type":"Map","Next":"Rest","MaxConcurrency":2,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"Rest"}],
          "ItemProcessor":{"StartAt":"Both","States":{
          "Both":{"Type":"Parallel","End":true,"Retry":[{"ErrorEquals":["Busy"],"MaxAttempts":2}],"Branches":[
            {"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"WORKER","End":true}}},
            {"StartAt":"Rest1","States":{"Rest1":{"Type":"Wait","Seconds":5,"Next":"Leave"},"Leave":{"Type":"Pass","End":true}}}]}}}},
         "Rest":{"Type":"Wait","Seconds":9,"Next":"Set"},
         "Set":{"Type":"Pass","Assign":{"n":1,"o":{"p":[true]}},"End":true}}}
        """;

    [Fact]
    public void An_execution_opened_from_a_file_looks_as_it_did()
    {
        var engine = Played();
        var original = Fold(engine.Journal);

        var opened = ExecutionFile.Read(Write(Share(engine)));

        Assert.Equal(Outline(original), Outline(Fold(opened.Events)));
        Assert.Equal(engine.Journal.Select(e => (e.Id, e.PreviousId, e.At, e.Frame)), opened.Events.Select(e => (e.Id, e.PreviousId, e.At, e.Frame)));
        Assert.Equal(Nested, opened.Definition);
        Assert.Equal("machine", opened.MachineName);
        Assert.True(opened.IsComplete);
    }

    [Fact]
    public void The_file_holds_the_history_as_AWS_tells_it()
    {
        var engine = Played();
        var opened = ExecutionFile.Read(Write(Share(engine)));

        Assert.Equal(HistoryProjection.Of(engine.Journal), HistoryProjection.Of(opened.Events), SameEvent);
    }

    [Fact]
    public void Without_what_only_this_console_knows_branches_and_iterations_are_found_out()
    {
        var engine = Played();
        var file = (JsonObject)JsonValue.Parse(Write(Share(engine)));
        var history = Fold(ExecutionFile.Read(JsonWriter.ToUtf8((JsonObject)file["history"]!)).Events);

        Assert.Equal(Outline(Fold(engine.Journal), exact: false), Outline(history, exact: false));
        Assert.Equal(ExecutionStatus.Succeeded, history.Status);
        Assert.Empty(history.Open);
    }

    [Theory]
    [InlineData("nonsense", "not JSON")]
    [InlineData("[1]", "not an object")]
    [InlineData("{}", "no history.events")]
    [InlineData("""{"events":[{"id":1}]}""", "no id or no type")]
    [InlineData("""{"events":[{"id":7,"type":"PassStateEntered","timestamp":1}]}""", "first page is missing")]
    [InlineData("""{"events":[{"id":1,"type":"ExecutionStarted","timestamp":"yesterday"}]}""", "neither a number nor a date")]
    public void What_is_no_execution_is_refused_in_a_sentence(string text, string because)
    {
        var refusal = Assert.Throws<ExecutionFileException>(() => ExecutionFile.Read(Encoding.UTF8.GetBytes(text)));

        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_a_kind_nobody_knows_is_kept()
    {
        const string history = """
            {"events":[{"id":1,"type":"ExecutionStarted","timestamp":1767225600.5,"executionStartedEventDetails":{"input":"{}"}},
             {"id":2,"type":"MoonRose","timestamp":"2026-01-01T00:00:01+00:00","moonRoseEventDetails":{"phase":"full"}}]}
            """;
        var events = ExecutionFile.Read(Encoding.UTF8.GetBytes(history)).Events;

        var other = Assert.IsType<OtherEvent>(events[1]);
        Assert.Equal(("MoonRose", "\"full\""), (other.Type, $"{other.Details["phase"]}"));
        Assert.Equal(0.5, (other.At - events[0].At).TotalSeconds);
    }

    /// <summary>Histories recorded from AWS: what is read from them says the same again, and every state that was left had been entered.</summary>
    [Fact]
    public void Histories_of_AWS_can_be_opened()
    {
        var read = 0;
        List<string> wrong = [];
        foreach (var path in Directory.EnumerateFiles(SharedData.Require("conformance", "cases"), "*.json", SearchOption.AllDirectories))
        {
            var test = (JsonObject)JsonValue.Parse(File.ReadAllBytes(path));
            if ((test["expected"] as JsonObject)?["events"] is not JsonArray recorded || recorded.Any(e => ((JsonObject)e)["id"] is not JsonNumber))
            {
                continue;
            }

            var opened = ExecutionFile.Read(JsonWriter.ToUtf8(JsonObject.Of(("events", JsonArray.Of(recorded.Select(Recorded))))));
            var view = Fold(opened.Events);
            if (view.Status is not ExecutionStatus.Running && view.Open.Count > 0)
            {
                wrong.Add($"{Path.GetFileName(path)}: {view.Open.First().State} is still open.");
            }

            wrong.AddRange(opened.Events
                .Where((e, i) => e is StateExited exited && view.VisitOf(i)?.State != exited.State)
                .Select(e => $"{Path.GetFileName(path)}: event {e.Id} leaves a state that was not entered."));
            wrong.AddRange(HistoryProjection.Of(opened.Events)
                .Zip(recorded, (shown, told) => (shown, told: (JsonObject)told))
                .Where(e => e.shown.Type != ((JsonString)e.told["type"]!).Value)
                .Select(e => $"{Path.GetFileName(path)}: event {e.shown.Id} is shown as {e.shown.Type}."));
            read++;
        }

        Assert.Empty(wrong);
        Assert.True(read > 200, $"{read} recorded histories");
    }

    private static JsonValue Recorded(JsonValue recorded)
    {
        var @event = ((JsonObject)recorded).With("timestamp", 1_767_225_600);
        var details = @event.FirstOrDefault(m => m.Key.EndsWith("EventDetails", StringComparison.Ordinal));
        return details.Value is JsonObject members
            ? @event.With(details.Key, JsonObject.Of(members.Select(m => KeyValuePair.Create(
                m.Key, m.Key is "input" or "output" or "parameters" && m.Value is not JsonString ? (JsonValue)m.Value.ToString() : m.Value))))
            : @event;
    }

    private static EngineHarness Played()
    {
        var engine = new EngineHarness(Nested).Start("[1,2,3]").FailWith("Busy").FailWith("Broken", "for good");
        return engine.SkipToNextDue();
    }

    private static SharedExecution Share(EngineHarness engine) => new(
        new()
        {
            ExecutionArn = engine.Execution.Identity.ExecutionArn,
            StateMachineArn = engine.Execution.Identity.StateMachineArn,
            RevisionId = "1",
            Name = "run",
            Status = engine.Execution.Status,
            StartDate = engine.Execution.Started!.At,
            StopDate = engine.Execution.EndedAt,
        },
        "machine", IsExpress: false, Nested, engine.Journal);

    private static byte[] Write(SharedExecution execution)
    {
        using var stream = new MemoryStream();
        ExecutionFile.Write(stream, execution, DateTimeOffset.UnixEpoch);
        return stream.ToArray();
    }

    private static ExecutionView Fold(IReadOnlyList<ExecutionEvent> events)
    {
        var view = new ExecutionView();
        view.Add(events);
        return view;
    }

    // A history of AWS does not tell when retries are due and until when states wait.
    private static List<string> Outline(ExecutionView view, bool exact = true) =>
    [
        .. view.Visits.Select(v =>
            $"{string.Concat(Enumerable.Repeat("  ", v.Branch.Depth))}{v.Branch.Index} {v.State} {v.Status} {v.Error?.Name} {v.Input} {v.Output} {v.Assigned} -> {v.Next} "
            + $"{v.EndedAt:T} [{string.Join(' ', v.Attempts.Select(a => $"{a.Status}:{a.Error?.Name}"))}] ({string.Join(' ', v.Branches.Select(b => $"{b.Round}:{b.Outcome}"))})"
            + (exact ? $" {v.WaitsUntil:T} {v.Round}" : "")),
        .. view.States.Values.Select(s => $"{s.State}: {s.Status} {s.Visits} {s[StateStatus.Aborted]} {s[StateStatus.Succeeded]}"),
    ];

    private static bool SameEvent(HistoryEvent a, HistoryEvent b) =>
        a.Id == b.Id && a.PreviousEventId == b.PreviousEventId && a.Type == b.Type && a.Timestamp == b.Timestamp && a.DetailsName == b.DetailsName
        && (a.Details is null ? b.Details is null : a.Details.Equals(b.Details));
}
