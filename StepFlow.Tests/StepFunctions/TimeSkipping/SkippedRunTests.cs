using CsCheck;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.Tests.StepFunctions.Executing;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.TimeSkipping;

/// <summary>One execution alone, with the pure engine: a skip is the same as waiting, but for the mark it leaves.</summary>
public sealed class SkippedRunTests
{
    [Fact]
    public void A_run_whose_time_is_skipped_leaves_the_journal_of_one_that_waited() => Gen.Int[0, 1000].Array[8, 120].Sample(
        numbers =>
        {
            var waited = Run(numbers, skips: false);
            var skipped = Run(numbers, skips: true);

            Assert.Equal(Restarts.Describe(waited.Journal), Restarts.Describe([.. skipped.Journal.Where(e => e is not TimeSkipped)]));
            Assert.Equal(waited.Describe(), skipped.Describe());
        },
        iter: 300, threads: 1);

    [Fact]
    public void A_restart_between_any_two_skips_and_arrivals_changes_nothing() => Gen.Int[0, 1000].Array[8, 120].Sample(
        numbers =>
        {
            var choices = new Choices(numbers);
            var definition = new RandomDefinition(choices).Make();
            var engine = new EngineHarness(definition).Start("""{"items":["a","b","c"]}""");
            new RandomWorld(choices, engine, skips: null).Run(mostSteps: 60);

            Restarts.ChangeNothing(definition, engine);
        },
        iter: 200, threads: 1);

    [Fact]
    public void Expressions_and_timestamps_go_by_the_clock_that_was_moved_on()
    {
        var engine = new EngineHarness("""
            {"QueryLanguage":"JSONata","StartAt":"W","States":{
              "W":{"Type":"Wait","Seconds":3600,"Next":"U"},
              "U":{"Type":"Wait","Timestamp":"2026-01-01T14:00:00Z","Next":"P"},
              "P":{"Type":"Pass","Output":{"now":"{% $now() %}","entered":"{% $states.context.State.EnteredTime %}"},"End":true}}}
            """).Start();

        engine.SkipToNextDue();
        Assert.Equal(new(2026, 1, 1, 14, 0, 0, TimeSpan.Zero), engine.Execution.NextDue());
        engine.SkipToNextDue();

        Assert.Equal("""{"now":"2026-01-01T14:00:00.000Z","entered":"2026-01-01T14:00:00.000Z"}""", engine.Describe());
        Assert.Equal([TimeSpan.FromHours(1), TimeSpan.FromHours(1)], engine.Journal.OfType<TimeSkipped>().Select(e => e.By));
        Assert.Equal(TimeSpan.FromHours(2), HistoryProjection.Of(engine.Journal).Last().Timestamp - HistoryProjection.Of(engine.Journal).First().Timestamp);
    }

    [Fact]
    public void A_history_with_skips_has_AWSs_types_and_no_gaps()
    {
        var engine = new EngineHarness("""{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"Next":"X"},"X":{"Type":"Wait","Seconds":60,"End":true}}}""")
            .Start().SkipToNextDue().SkipToNextDue();

        Assert.Equal(
            ["ExecutionStarted", "WaitStateEntered", "WaitStateExited", "WaitStateEntered", "WaitStateExited", "ExecutionSucceeded"], engine.History);
        Assert.Equal([1, 2, 3, 4, 5, 6], HistoryProjection.Of(engine.Journal).Select(e => e.Id));
    }

    [Fact]
    public void A_skip_is_one_turn_with_what_became_due()
    {
        var engine = new EngineHarness("""{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}""").Start();
        var before = engine.Journal.Count;

        engine.SkipToNextDue();

        Assert.Equal(
            [typeof(TimeSkipped), typeof(TimerFired), typeof(StateExited), typeof(ExecutionSucceeded)],
            engine.Journal.Skip(before).Select(e => e.GetType()));
    }

    [Fact]
    public void A_call_in_flight_is_not_skipped_unasked_but_its_timeout_can_be_had()
    {
        var engine = new EngineHarness("""{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","TimeoutSeconds":60,"End":true}}}""").Start();
        var events = engine.Journal.Count;

        engine.Take(execution => new Arrival.Skip(execution.NextDue()!.Value, OverCalls: false));
        Assert.Equal(events, engine.Journal.Count);
        engine.SkipToNextDue();

        Assert.Equal("Failed States.Timeout: ", engine.Describe());
    }

    [Fact]
    public void A_skip_to_a_time_before_the_next_timer_brings_it_nearer()
    {
        var engine = new EngineHarness("""{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}""").Start();

        engine.Take(execution => new Arrival.Skip(execution.NextDue()!.Value - TimeSpan.FromMinutes(10), OverCalls: false));
        Assert.True(engine.Execution.IsRunning);
        engine.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal("{}", engine.Describe());
    }

    [Fact]
    public void What_comes_from_a_clock_that_is_ahead_takes_the_execution_along()
    {
        var engine = new EngineHarness("""
            {"StartAt":"Child","States":{"Child":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2",
              "Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:child"},"End":true}}}
            """).Start().Succeed("""{"ExecutionArn":"arn:aws:states:us-east-1:123456789012:execution:child:x"}""");
        var ended = engine.Execution.Started!.At.AddHours(3);

        engine.Take(_ => new Arrival.Finished(1, StepFlow.StepFunctions.Tasks.TaskOutcome.Of("done"), ended));

        Assert.Equal(ended, engine.Execution.EndedAt);
    }

    private static EngineHarness Run(int[] numbers, bool skips)
    {
        var choices = new Choices(numbers);
        var engine = new EngineHarness(new RandomDefinition(choices).Make()).Start("""{"items":["a","b","c"]}""");
        new RandomWorld(choices, engine, skips).Run(mostSteps: 60);
        return engine;
    }
}
