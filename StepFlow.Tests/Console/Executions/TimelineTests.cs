using StepFlow.ConsoleUI.Executions.Charting;
using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.ConsoleUI.Graph;
using StepFlow.StepFunctions.Executing;
using StepFlow.Tests.StepFunctions.Executing;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Executions;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<object, bool> Untouched = [];

    [Fact]
    public void A_state_has_a_bar_with_its_attempts_and_the_pauses_between_them()
    {
        var engine = new EngineHarness("""
            {"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true,"Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":3}]}}}
            """).Start().Pass(TimeSpan.FromSeconds(1)).FailWith("Busy").Pass(TimeSpan.FromSeconds(3)).Succeed("1");

        var row = Assert.Single(TimelineRows.Of(Fold(engine), Untouched));

        Assert.Equal("2 attempts", row.Remark);
        Assert.Equal(
            [(TimelineBarKind.State, StateStatus.Succeeded, 0, 4), (TimelineBarKind.Attempt, StateStatus.Failed, 0, 1), (TimelineBarKind.Backoff, StateStatus.Waiting, 1, 4), (TimelineBarKind.Attempt, StateStatus.Succeeded, 4, 4)],
            row.Bars.Select(b => (b.Kind, b.Status, (int)(b.Start - Noon).TotalSeconds, (int)(b.End!.Value - Noon).TotalSeconds)));
    }

    [Fact]
    public void What_passed_before_a_redrive_is_a_gap_in_the_bars_of_the_state_and_of_its_branch()
    {
        var engine = new EngineHarness("""
            {"StartAt":"Both","States":{"Both":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}]}}}
            """).Start().Pass(TimeSpan.FromSeconds(1)).FailWith("Broken").Pass(TimeSpan.FromSeconds(60));
        engine.Take(_ => Arrival.Redrive.Instance);
        engine.Pass(TimeSpan.FromSeconds(2)).Succeed("1");

        var rows = TimelineRows.Of(Fold(engine), Untouched);

        Assert.Equal(["Both", "Branch 0", "T"], rows.Select(r => r.Label));
        Assert.All(rows, row => Assert.Equal(
            [(TimelineBarKind.State, StateStatus.Failed, 0, 1), (TimelineBarKind.UntilRedrive, StateStatus.NotEntered, 1, 61), (TimelineBarKind.State, StateStatus.Succeeded, 61, 63)],
            row.Bars.Where(b => b.Kind is not TimelineBarKind.Attempt).Select(b => (b.Kind, b.Status, (int)(b.Start - Noon).TotalSeconds, (int)(b.End!.Value - Noon).TotalSeconds))));
        Assert.Equal("2 attempts, redriven", rows[2].Remark);
        Assert.DoesNotContain(rows[2].Bars, b => b.Kind is TimelineBarKind.Backoff);
    }

    [Fact]
    public void A_label_near_the_end_stands_before_its_tick_unless_the_axis_is_wide()
    {
        var axis = new TimeAxis(Noon, Noon.AddSeconds(100));

        Assert.True(axis.HasRoomAfter(TimeSpan.FromSeconds(60), zoom: 1));
        Assert.False(axis.HasRoomAfter(TimeSpan.FromSeconds(95), zoom: 1));
        Assert.True(axis.HasRoomAfter(TimeSpan.FromSeconds(95), zoom: 4));
        Assert.False(axis.HasRoomAfter(axis.Length, zoom: 64));
    }

    [Fact]
    public void Branches_are_open_and_iterations_are_one_line_each_until_somebody_turns_them()
    {
        var engine = new EngineHarness("""
            {"StartAt":"Each","States":{"Each":{"Type":"Map","Next":"Both","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","End":true}}}},
             "Both":{"Type":"Parallel","End":true,"Branches":[{"StartAt":"C","States":{"C":{"Type":"Pass","End":true}}},{"StartAt":"D","States":{"D":{"Type":"Pass","End":true}}}]}}}
            """).Start("[1,2]");
        var view = Fold(engine);

        var rows = TimelineRows.Of(view, Untouched);
        Assert.Equal(["0 Each", "1 Iteration 0", "1 Iteration 1", "0 Both", "1 Branch 0", "2 C", "1 Branch 1", "2 D"], rows.Select(r => $"{r.Depth} {r.Label}"));
        Assert.Equal(2, rows[1].Bars.Count);

        var turned = new Dictionary<object, bool> { [rows[1].Key] = true, [rows[3].Key] = false };
        Assert.Equal(["Each", "Iteration 0", "A", "B", "Iteration 1", "Both"], TimelineRows.Of(view, turned).Select(r => r.Label));
    }

    [Fact]
    public void A_Map_of_very_many_is_closed_at_first()
    {
        var engine = new EngineHarness("""{"StartAt":"Each","States":{"Each":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}}}}""");
        engine.Start($"[{string.Join(',', Enumerable.Range(0, 500))}]");

        var row = Assert.Single(TimelineRows.Of(Fold(engine), Untouched));

        Assert.Equal(("500 of 500", false), (row.Remark, row.IsOpen));
    }

    [Theory]
    [InlineData(0.2, "0:00:00.2")]
    [InlineData(3, "0:00:03")]
    [InlineData(95, "0:01:30")]
    [InlineData(70, "0:01:00")]
    [InlineData(7_200, "2:00:00")]
    public void Ticks_are_round_and_never_too_many(double seconds, string last)
    {
        var ticks = new TimeAxis(Noon, Noon.AddSeconds(seconds)).Ticks(6).ToList();

        Assert.InRange(ticks.Count, 2, 7);
        Assert.Equal(TimeSpan.Parse(last), ticks[^1]);
    }

    [Fact]
    public void An_axis_of_no_length_can_be_drawn_on()
    {
        var axis = new TimeAxis(Noon, Noon);

        Assert.Equal(0, axis.Percent(Noon));
        Assert.Equal(100, axis.Percent(Noon.AddSeconds(1)));
        Assert.NotEmpty(axis.Ticks(6));
    }

    private static ExecutionView Fold(EngineHarness engine)
    {
        var view = new ExecutionView();
        view.Add(engine.Journal);
        return view;
    }
}
