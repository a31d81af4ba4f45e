using System.Diagnostics;
using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.ConsoleUI.Graph;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Operations;
using StepFlow.Tests.StepFunctions.Executing;
using Xunit;

namespace StepFlow.Tests.ConsoleUI.Executions;

public sealed class ExecutionViewTests
{
    private const string RetriedTask = """
        {"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","Next":"P",
          "Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":3,"MaxAttempts":1}],
          "Catch":[{"ErrorEquals":["States.ALL"],"Next":"P"}]},
         "P":{"Type":"Pass","End":true}}}
        """;

    private const string TwoBranches = """
        {"StartAt":"Both","States":{"Both":{"Type":"Parallel","End":true,"Branches":[
          {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"WORKER","End":true}}},
          {"StartAt":"B","States":{"B":{"Type":"Wait","Seconds":60,"End":true}}}]}}}
        """;

    private const string Iterations = """
        {"StartAt":"Each","States":{"Each":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"Square","States":{
          "Square":{"Type":"Task","Resource":"WORKER","Next":"Done","Catch":[{"ErrorEquals":["Odd"],"Next":"Done"}]},
          "Done":{"Type":"Succeed"}}}}}}
        """;

    [Fact]
    public void A_visit_has_its_input_output_duration_and_attempts()
    {
        var engine = new EngineHarness(RetriedTask).Start("""{"n":1}""").FailWith("Busy", "come back");
        var view = Fold(engine);
        var task = Assert.Single(view.Visits);

        Assert.Equal(StateStatus.Waiting, task.Status);
        Assert.Equal(TimeSpan.FromSeconds(3), Assert.Single(task.Attempts).RetryDelay);
        Assert.Equal(task.RetryAt, task.Attempts[0].RetryAt);

        engine.Pass(TimeSpan.FromSeconds(3)).Succeed("42");
        view = Fold(engine);
        task = view.Visits[0];
        Assert.Equal("""{"n":1}""", $"{task.Input}");
        Assert.Equal("42", $"{task.Output}");
        Assert.Equal(TimeSpan.FromSeconds(3), task.Duration(DateTimeOffset.MaxValue));
        Assert.Equal([(1, StateStatus.Failed, "Busy"), (2, StateStatus.Succeeded, null)], task.Attempts.Select(a => (a.Number, a.Status, a.Error?.Name)));
        Assert.Equal("worker", task.Attempts[0].Function);
        Assert.Equal(StateStatus.Succeeded, view.Statuses["T"]);
        Assert.Equal(ExecutionStatus.Succeeded, view.Status);
        Assert.Empty(view.Open);
    }

    [Fact]
    public void A_state_left_by_a_catcher_says_what_it_caught()
    {
        var view = Fold(new EngineHarness(RetriedTask).Start().FailWith("Broken", "the pipe"));

        Assert.Equal(StateStatus.Caught, view.Statuses["T"]);
        Assert.Equal(("Broken", "the pipe"), (view.Visits[0].Error!.Name, view.Visits[0].Error!.Cause));
        Assert.Equal("P", view.Visits[0].Next);
    }

    [Fact]
    public void A_failed_execution_has_one_failed_state_and_a_redrive_goes_on_with_it()
    {
        var engine = new EngineHarness("""{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}""").Start().FailWith("Broken");
        var view = Fold(engine);
        Assert.Equal(StateStatus.Failed, view.Statuses["T"]);
        Assert.Equal("Broken", view.Error!.Name);

        engine.Take(_ => Arrival.Redrive.Instance);
        view = Fold(engine);
        Assert.Equal(StateStatus.Running, view.Statuses["T"]);
        Assert.Equal(2, Assert.Single(view.Visits).Attempts.Count);
        Assert.Null(view.Error);

        engine.Succeed("1");
        view = Fold(engine);
        Assert.Equal((StateStatus.Succeeded, 1), (view.Statuses["T"], view.RedriveCount));
    }

    [Fact]
    public void A_redrive_is_no_pause_before_a_retry()
    {
        var engine = new EngineHarness(RetriedTask.Replace("States.ALL", "Other", StringComparison.Ordinal)).Start()
            .FailWith("Busy").Pass(TimeSpan.FromSeconds(3)).FailWith("Busy").Pass(TimeSpan.FromMinutes(7));
        engine.Take(_ => Arrival.Redrive.Instance);
        engine.FailWith("Busy").Pass(TimeSpan.FromSeconds(3)).Succeed("1");

        var task = Fold(engine).Visits[0];

        Assert.Equal([3.0, null, 3.0, null], task.Attempts.Select(a => a.RetryDelay?.TotalSeconds));
        Assert.Equal([null, null, 1, null], task.Attempts.Select(a => a.Redrive));
        Assert.Equal(
            [(StateStatus.Failed, 0.0, 3.0), (StateStatus.Succeeded, 423.0, 426.0)],
            task.Stretches.Select(s => (s.Status, (s.Start - task.EnteredAt).TotalSeconds, (s.End!.Value - task.EnteredAt).TotalSeconds)));
        Assert.Equal(TimeSpan.FromSeconds(6), task.Duration(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void A_state_sees_what_was_assigned_before_it_and_around_it_but_nothing_of_other_branches()
    {
        var view = Fold(new EngineHarness("""
            {"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"x":1,"y":1},"Next":"B"},"B":{"Type":"Pass","Assign":{"x":2},"Next":"Both"},
             "Both":{"Type":"Parallel","Assign":{"z":3},"Next":"Last","Branches":[
               {"StartAt":"C","States":{"C":{"Type":"Pass","Assign":{"inner":1},"Next":"D"},"D":{"Type":"Pass","End":true}}},
               {"StartAt":"E","States":{"E":{"Type":"Pass","End":true}}}]},
             "Last":{"Type":"Pass","End":true}}}
            """).Start());

        string ScopeOf(string state) => $"{VariableScope.At(view.Visits.Single(v => v.State == state), inherited: null)}";

        Assert.Equal("{}", ScopeOf("A"));
        Assert.Equal("""{"x":1,"y":1}""", ScopeOf("B"));
        Assert.Equal("""{"x":2,"y":1,"inner":1}""", ScopeOf("D"));
        Assert.Equal("""{"x":2,"y":1}""", ScopeOf("E"));
        Assert.Equal("""{"x":2,"y":1,"z":3}""", ScopeOf("Last"));
        Assert.Equal("""{"given":1,"x":1,"y":1}""", $"{VariableScope.At(view.Visits[1], JsonObject.Of(("given", JsonValue.Parse("1"))))}");
    }

    [Fact]
    public void When_a_branch_fails_its_siblings_are_aborted_and_a_redrive_revives_both()
    {
        var engine = new EngineHarness(TwoBranches).Start();
        Assert.Equal([("Both", StateStatus.Running), ("A", StateStatus.Running), ("B", StateStatus.Waiting)], StatusesOf(Fold(engine)));
        Assert.Equal(60, (Fold(engine).Visits[2].WaitsUntil!.Value - Fold(engine).Started!.At).TotalSeconds);

        engine.FailWith("Broken");
        var view = Fold(engine);
        Assert.Equal([("Both", StateStatus.Failed), ("A", StateStatus.Failed), ("B", StateStatus.Aborted)], StatusesOf(view));
        Assert.Equal([BranchOutcome.Failed, BranchOutcome.Aborted], view.Visits[0].Branches.Select(b => b.Outcome));

        engine.Take(_ => Arrival.Redrive.Instance);
        Assert.Equal([("Both", StateStatus.Running), ("A", StateStatus.Running), ("B", StateStatus.Waiting)], StatusesOf(Fold(engine)));

        engine.Succeed("1").Pass(TimeSpan.FromSeconds(60));
        Assert.All(StatusesOf(Fold(engine)), s => Assert.Equal(StateStatus.Succeeded, s.Status));
    }

    [Fact]
    public void Iterations_are_tallied_by_state_and_keep_their_items()
    {
        var engine = new EngineHarness(Iterations).Start("[1,2,3]").FailWith("Odd").Succeed("4");
        var view = Fold(engine);
        var map = view.Visits[0];

        Assert.Equal(3, map.Items);
        Assert.Equal(["1", "2", "3"], map.Branches.Select(b => $"{b.Input}"));
        Assert.Equal([BranchOutcome.Succeeded, BranchOutcome.Succeeded, BranchOutcome.Running], map.Branches.Select(b => b.Outcome));
        var square = view.States["Square"];
        Assert.Equal((StateStatus.Running, 3, 1, 1, 1), (square.Status, square.Visits, square[StateStatus.Running], square[StateStatus.Caught], square[StateStatus.Succeeded]));

        engine.Succeed("9");
        Assert.Equal(StateStatus.Caught, Fold(engine).Statuses["Square"]);
    }

    [Fact]
    public void In_a_loop_the_latest_visit_counts()
    {
        var engine = new EngineHarness("""
            {"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","Next":"Again","Catch":[{"ErrorEquals":["States.ALL"],"Next":"Again"}]},
             "Again":{"Type":"Choice","Choices":[{"Variable":"$.done","IsPresent":true,"Next":"End"}],"Default":"T"},"End":{"Type":"Succeed"}}}
            """).Start();
        for (var i = 0; i < 12; i++)
        {
            engine.FailWith("Broken");
        }

        engine.Succeed("""{"done":true}""");
        var tally = Fold(engine).States["T"];

        Assert.Equal((StateStatus.Succeeded, 13, 0), (tally.Status, tally.Visits, tally[StateStatus.Caught]));
    }

    [Fact]
    public void A_waiting_callback_says_when_it_times_out_and_a_heartbeat_puts_that_off()
    {
        var engine = new EngineHarness("""
            {"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","End":true,
              "TimeoutSeconds":100,"HeartbeatSeconds":20,"Parameters":{"FunctionName":"f:live","Payload":{"token.$":"$$.Task.Token"}}}}}
            """).Start();
        Assert.Empty(Fold(engine).AwaitingToken);
        engine.Succeed("{}");
        var attempt = Assert.Single(Fold(engine).AwaitingToken);
        Assert.Equal(StateStatus.Waiting, attempt.Visit.Status);
        Assert.Equal("f", attempt.Function);
        Assert.Equal(20, (attempt.TimesOutAt!.Value - attempt.Scheduled.At).TotalSeconds);

        engine.Pass(TimeSpan.FromSeconds(15)).Report(attempt.Scheduled.Work, TaskReport.Heartbeat.Instance);
        Assert.Equal(35, (Assert.Single(Fold(engine).AwaitingToken).TimesOutAt!.Value - attempt.Scheduled.At).TotalSeconds);

        engine.Report(attempt.Scheduled.Work, new TaskReport.Success(JsonValue.Parse("7"), "7"));
        Assert.Empty(Fold(engine).AwaitingToken);
    }

    [Fact]
    public void A_stopped_execution_leaves_its_open_states_aborted()
    {
        var view = Fold(new EngineHarness(TwoBranches).Start().Take(_ => new Arrival.Stop(new("Enough", "for today"))));

        Assert.Equal(ExecutionStatus.Aborted, view.Status);
        Assert.Equal("for today", view.Error!.Cause);
        Assert.All(StatusesOf(view), s => Assert.Equal(StateStatus.Aborted, s.Status));
        Assert.All(view.Visits[0].Branches, b => Assert.Equal(BranchOutcome.Aborted, b.Outcome));
    }

    [Fact]
    public void Events_added_one_by_one_or_all_at_once_give_the_same_view()
    {
        var engine = new EngineHarness(Iterations).Start("[1,2,3]").FailWith("Odd").Succeed("4").FailWith("Even");
        var whole = Fold(engine);
        var grown = new ExecutionView();
        foreach (var @event in engine.Journal)
        {
            grown.Add(@event);
        }

        Assert.Equal(StatusesOf(whole), StatusesOf(grown));
        Assert.Equal(Enumerable.Range(0, engine.Journal.Count).Select(i => whole.VisitOf(i)?.Number), Enumerable.Range(0, engine.Journal.Count).Select(i => grown.VisitOf(i)?.Number));
    }

    [Fact]
    public void A_long_history_folds_quickly()
    {
        var engine = new EngineHarness(Iterations);
        engine.Start($"[{string.Join(',', Enumerable.Range(0, 2_770))}]");
        while (engine.Execution.Status is ExecutionStatus.Running)
        {
            engine.Succeed("""{"square":4}""");
        }

        Assert.True(engine.Journal.Count > 24_900, $"{engine.Journal.Count} events");
        Fold(engine);
        var clock = Stopwatch.StartNew();
        var view = Fold(engine);
        var took = clock.Elapsed;

        TestContext.Current.TestOutputHelper!.WriteLine($"{view.Events.Count} events: {took.TotalMilliseconds:0.0} ms");
        Assert.Equal(2_770, view.States["Square"][StateStatus.Succeeded]);
        Assert.True(took < TimeSpan.FromSeconds(2), $"Folding took {took}: it is no longer linear.");
    }

    private static ExecutionView Fold(EngineHarness engine)
    {
        var view = new ExecutionView();
        view.Add(engine.Journal);
        return view;
    }

    private static List<(string State, StateStatus Status)> StatusesOf(ExecutionView view) => [.. view.Visits.Select(v => (v.State, v.Status))];
}
