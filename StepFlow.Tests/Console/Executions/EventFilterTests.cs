using StepFlow.ConsoleUI.Executions.Events;
using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.Tests.StepFunctions.Executing;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Executions;

public sealed class EventFilterTests
{
    private static readonly ExecutionView View = Play();

    [Fact]
    public void Rows_name_events_as_AWS_does()
    {
        var rows = new EventFilter { Kinds = EventKinds.All & ~EventKinds.Own }.Select(View);

        Assert.Equal(HistoryProjection.Of(View.Events).Select(e => e.Type), rows.Select(r => r.Type));
    }

    [Fact]
    public void Details_of_one_row_are_those_of_the_whole_history()
    {
        var rows = new EventFilter { Kinds = EventKinds.All & ~EventKinds.Own }.Select(View);

        Assert.Equal(HistoryProjection.Of(View.Events).Select(e => $"{e.Details}"), rows.Select(r => $"{r.Details(View)}"));
    }

    [Fact]
    public void Kinds_part_the_events()
    {
        var kinds = Enum.GetValues<EventKinds>().Where(k => k is not (EventKinds.None or EventKinds.All)).ToList();

        Assert.All(kinds, kind => Assert.NotEmpty(new EventFilter { Kinds = kind }.Select(View)));
        Assert.Equal(View.Events.Count, kinds.Sum(kind => new EventFilter { Kinds = kind }.Select(View).Count));
        Assert.Empty(new EventFilter { Kinds = EventKinds.None }.Select(View));
    }

    [Fact]
    public void Our_own_events_stand_between_those_of_AWS_and_say_what_they_mean()
    {
        var own = new EventFilter { Kinds = EventKinds.Own }.Select(View);

        Assert.Contains("next attempt in 3.0 s", own.Select(EventText.Of));
        Assert.Contains(own, r => r.Skipped == TimeSpan.FromSeconds(3));
        Assert.All(own, r => Assert.NotNull(r.Details(View)));
    }

    [Fact]
    public void Failures_are_found_alone()
    {
        var failures = new EventFilter { FailuresOnly = true }.Select(View);

        Assert.Equal(["LambdaFunctionFailed", "LambdaFunctionFailed"], failures.Where(r => r.Kind is EventKinds.Calls).Select(r => r.Type));
        Assert.Contains("Busy: come back", failures.Select(EventText.Of));
    }

    [Theory]
    [InlineData("lambdafunctionsch", "LambdaFunctionScheduled")]
    [InlineData("come back", "LambdaFunctionFailed")]
    [InlineData("1", "ExecutionStarted")]
    public void Text_is_looked_for_in_type_error_and_number(string text, string type) =>
        Assert.Contains(new EventFilter { Text = text }.Select(View), r => r.Type == type);

    [Fact]
    public void Events_of_one_state_are_found_in_all_its_visits_with_their_places()
    {
        var rows = new EventFilter { State = "T" }.Select(View);

        Assert.Equal(["[0]", "[1]"], rows.Select(r => r.Place).Distinct());
    }

    [Fact]
    public void Rows_that_come_later_are_added_to_those_selected_before()
    {
        var filter = new EventFilter { Text = "state" };
        List<EventRow> rows = [];
        var grown = new ExecutionView();
        foreach (var @event in View.Events)
        {
            var read = grown.Events.Count;
            grown.Add(@event);
            filter.SelectFrom(grown, read, rows);
        }

        Assert.Equal(filter.Select(View).Select(r => r.Index), rows.Select(r => r.Index));
    }

    private static ExecutionView Play()
    {
        var engine = new EngineHarness("""
            {"StartAt":"Each","States":{"Each":{"Type":"Map","MaxConcurrency":1,"End":true,"ItemProcessor":{"StartAt":"T","States":{
              "T":{"Type":"Task","Resource":"WORKER","End":true,
                "Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":3}],"Catch":[{"ErrorEquals":["States.ALL"],"Next":"P"}]},
              "P":{"Type":"Pass","End":true}}}}}}
            """).Start("[1,2]").FailWith("Busy", "come back");
        engine.SkipToNextDue().Succeed("1").FailWith("Broken");
        var view = new ExecutionView();
        view.Add(engine.Journal);
        return view;
    }
}
