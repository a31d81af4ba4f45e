using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.TimeSkipping;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.TimeSkipping;

/// <summary>The whole service with a fake clock that stands still: whatever time passes was skipped.</summary>
public sealed class ExecutionTimeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wait_is_seen_and_skipped()
    {
        await using var service = await LocalService.StartAsync();
        var arn = await service.StartAsync(service.Create("m", Wait(3600)));
        var time = service.Get<IExecutionTime>();

        var waiting = Assert.Single(await time.ListAsync(Cancellation));
        Assert.Equal((arn, "W", WaitingFor.Wait, service.Time.GetUtcNow().AddHours(1)), (waiting.ExecutionArn, waiting.State, waiting.For, waiting.DueAt));
        var outcome = await time.SkipAsync(arn, overCalls: false, Cancellation);

        Assert.Equal([new(arn, service.Time.GetUtcNow(), service.Time.GetUtcNow().AddHours(1))], outcome.Moves);
        var row = await service.EndOfAsync(arn);
        Assert.Equal((ExecutionStatus.Succeeded, row.StartDate.AddHours(1)), (row.Status, row.StopDate));
        Assert.Empty(await time.ListAsync(Cancellation));
        Assert.Equal((arn, TimeSpan.FromHours(1), WaitingFor.Wait), Assert.Single(time.Recent) switch { var s => (s.ExecutionArn, s.By, s.Reached!.For) });
    }

    [Fact]
    public async Task Everything_that_an_execution_waits_for_is_listed_the_next_timer_first()
    {
        await using var service = await LocalService.StartAsync();
        const string activity = "arn:aws:states:us-east-1:123456789012:activity:a";
        service.Get<Activities>().Change(activity, _ => new() { Arn = activity, Name = "a", CreatedAt = service.Time.GetUtcNow() });
        var arn = await service.StartAsync(service.Create("m", """
            {"StartAt":"P","TimeoutSeconds":9000,"States":{"P":{"Type":"Parallel","End":true,"Branches":[
              {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}},
              {"StartAt":"R","States":{"R":{"Type":"Task","Resource":"WORKER","Retry":[{"ErrorEquals":["Boom"],"IntervalSeconds":30}],"End":true}}},
              {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:a","HeartbeatSeconds":40,"TimeoutSeconds":50,"End":true}}},
              {"StartAt":"C","States":{"C":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                "Parameters":{"QueueUrl":"q","MessageBody.$":"$$.Task.Token"},"HeartbeatSeconds":45,"End":true}}},
              {"StartAt":"L","States":{"L":{"Type":"Task","Resource":"WORKER","TimeoutSeconds":70,"End":true}}}]}}}
            """));
        for (var i = 0; i < 3; i++)
        {
            var task = await service.Tasks.NextAsync();
            if (task.Call.StateName is "R")
            {
                task.Fail("Boom");
            }
            else if (task.Call.StateName is "C")
            {
                task.Succeed("{}");
            }
        }

        var time = service.Get<IExecutionTime>();
        await TestWait.UntilAsync(async () => (await time.ListAsync(Cancellation)) is var w && w.Any(x => x.For is WaitingFor.Retry) && w.Any(x => x.For is WaitingFor.TaskToken));

        var begun = service.Time.GetUtcNow();
        Assert.Equal(
            [
                ("R", WaitingFor.Retry, 30.0),
                ("C", WaitingFor.HeartbeatTimeout, 45.0),
                ("A", WaitingFor.TaskTimeout, 50.0),
                ("W", WaitingFor.Wait, 60.0),
                ("L", WaitingFor.TaskTimeout, 70.0),
                (null, WaitingFor.ExecutionTimeout, 9000.0),
                ("A", WaitingFor.ActivityWorker, null),
                ("C", WaitingFor.TaskToken, null),
                ("L", WaitingFor.Answer, (double?)null),
            ],
            (await time.ListAsync(Cancellation)).Select(w => (w.State, w.For, (w.DueAt - begun)?.TotalSeconds)));
        Assert.Contains("state 'L'", (await time.SkipAsync(arn, overCalls: false, Cancellation)).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_timers_come_nearer_by_what_was_skipped()
    {
        await using var service = await LocalService.StartAsync();
        var arn = await service.StartAsync(service.Create("m", """
            {"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
              {"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":60,"End":true}}},
              {"StartAt":"B","States":{"B":{"Type":"Wait","Seconds":100,"End":true}}}]}}}
            """));
        await service.Get<IExecutionTime>().SkipAsync(arn, overCalls: false, Cancellation);

        service.Time.Advance(TimeSpan.FromSeconds(39));
        Assert.Equal(ExecutionStatus.Running, (await service.Executions.DescribeAsync(arn, Cancellation))!.Status);
        service.Time.Advance(TimeSpan.FromSeconds(1));

        var row = await service.EndOfAsync(arn);
        Assert.Equal(row.StartDate.AddSeconds(100), row.StopDate);
    }

    [Fact]
    public async Task All_clocks_move_by_the_time_until_the_first_timer_of_all()
    {
        await using var service = await LocalService.StartAsync();
        var hour = await service.StartAsync(service.Create("hour", Wait(3600)));
        var minute = await service.StartAsync(service.Create("minute", Wait(60)));
        var time = service.Get<IExecutionTime>();

        var outcome = await time.SkipAllAsync(Cancellation);

        Assert.Equal(2, outcome.Moves.Count);
        Assert.Equal(ExecutionStatus.Succeeded, (await service.EndOfAsync(minute)).Status);
        Assert.Equal(service.Time.GetUtcNow().AddSeconds(3540), Assert.Single(await time.ListAsync(Cancellation)).DueAt);
        await time.SkipAllAsync(Cancellation);
        Assert.Equal(3600, (await service.EndOfAsync(hour)).Took());
        Assert.Equal("No running execution waits for a time.", (await time.SkipAllAsync(Cancellation)).WhyNot);
    }

    [Fact]
    public async Task Skipping_all_leaves_what_is_at_work_alone()
    {
        await using var service = await LocalService.StartAsync();
        var calling = await service.StartAsync(service.Create("calling", """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","TimeoutSeconds":5,"End":true}}}"""));
        var waiting = await service.StartAsync(service.Create("waiting", Wait(3600)));
        var call = await service.Tasks.NextAsync();
        var time = service.Get<IExecutionTime>();

        Assert.Equal([waiting], (await time.SkipAllAsync(Cancellation)).Moves.Select(m => m.ExecutionArn));
        Assert.Contains("calls are in flight", (await time.SkipAllAsync(Cancellation)).WhyNot, StringComparison.Ordinal);
        call.Succeed("1");

        Assert.Equal(0, (await service.EndOfAsync(calling)).Took());
    }

    [Fact]
    public async Task Skipping_by_a_duration_goes_from_timer_to_timer_and_waits_for_calls()
    {
        await using var service = await LocalService.StartAsync();
        service.Tasks.Answer = _ => StepFlow.StepFunctions.Tasks.TaskOutcome.Of("done");
        var arn = await service.StartAsync(service.Create("m", """
            {"StartAt":"W","States":{
              "W":{"Type":"Wait","Seconds":600,"Next":"T"},
              "T":{"Type":"Task","Resource":"WORKER","TimeoutSeconds":60,"Next":"W"}}}
            """));
        var idle = await service.StartAsync(service.Create("idle", Wait(7200)));
        var time = service.Get<IExecutionTime>();

        await time.SkipAllAsync(TimeSpan.FromMinutes(65), Cancellation);

        Assert.Equal(6, (await service.HistoryAsync(arn)).Count(e => e is "LambdaFunctionSucceeded"));
        var now = service.Time.GetUtcNow();
        Assert.Equal([(arn, now.AddMinutes(5)), (idle, now.AddMinutes(55))], (await time.ListAsync(Cancellation)).Select(w => (w.ExecutionArn, w.DueAt!.Value)));
        var skip = Assert.Single(time.Recent);
        Assert.Equal((TimeSpan.FromMinutes(65), null, 2), (skip.By, skip.Reached, skip.Executions));
    }

    [Fact]
    public async Task Waits_and_retries_are_skipped_to_the_end_of_an_execution()
    {
        await using var service = await LocalService.StartAsync();
        var calls = 0;
        service.Tasks.Answer = _ => Interlocked.Increment(ref calls) < 4
            ? StepFlow.StepFunctions.Tasks.TaskOutcome.Fail("Boom", "because")
            : StepFlow.StepFunctions.Tasks.TaskOutcome.Of("done");
        var arn = await service.StartAsync(service.Create("m", """
            {"StartAt":"W","States":{
              "W":{"Type":"Wait","Seconds":3600,"Next":"T"},
              "T":{"Type":"Task","Resource":"WORKER","Retry":[{"ErrorEquals":["Boom"],"IntervalSeconds":100,"BackoffRate":2,"MaxAttempts":3}],"End":true}}}
            """));

        var outcome = await service.Get<IExecutionTime>().SkipWaitsAsync(arn, Cancellation);

        Assert.Null(outcome.WhyNot);
        var row = await service.EndOfAsync(arn);
        Assert.Equal(("\"done\"", 3600 + 100 + 200 + 400), (row.Output, row.Took()));
    }

    [Fact]
    public async Task Skipping_to_the_end_stops_where_only_somebody_outside_can_go_on()
    {
        await using var service = await LocalService.StartAsync();
        service.Tasks.Answer = _ => StepFlow.StepFunctions.Tasks.TaskOutcome.Of("{}");
        var arn = await service.StartAsync(service.Create("m", """
            {"StartAt":"W","States":{
              "W":{"Type":"Wait","Seconds":3600,"Next":"C"},
              "C":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","TimeoutSeconds":60,
                "Parameters":{"QueueUrl":"q","MessageBody.$":"$$.Task.Token"},"End":true}}}
            """));
        var time = service.Get<IExecutionTime>();

        var outcome = await time.SkipWaitsAsync(arn, Cancellation);
        Assert.Contains("a task token in state 'C'", outcome.WhyNot, StringComparison.Ordinal);
        await time.SkipAsync(arn, overCalls: false, Cancellation);

        var row = await service.EndOfAsync(arn);
        Assert.Equal((ExecutionStatus.Failed, "States.Timeout", 3660), (row.Status, row.Error, row.Took()));
    }

    [Fact]
    public async Task A_parent_and_its_nested_execution_move_together_and_end_in_order()
    {
        await using var service = await LocalService.StartAsync();
        var child = service.Create("child", Wait(1800));
        var parent = await service.StartAsync(service.Create("parent", """
            {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"Next":"Child"},
              "Child":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","TimeoutSeconds":2000,
                "Parameters":{"StateMachineArn":"CHILD"},"Next":"X"},
              "X":{"Type":"Wait","Seconds":10,"End":true}}}
            """.Replace("CHILD", child.StateMachineArn, StringComparison.Ordinal)));
        var time = service.Get<IExecutionTime>();

        await time.SkipAsync(parent, overCalls: false, Cancellation);
        await TestWait.UntilAsync(async () => (await time.ListAsync(Cancellation)).Any(w => w.For is WaitingFor.ChildExecution));
        var moved = await time.SkipAsync(parent, overCalls: false, Cancellation);
        await time.SkipWaitsAsync(parent, Cancellation);

        Assert.Equal(2, moved.Moves.Count);
        var ended = await service.EndOfAsync(parent);
        var nested = Assert.Single(await service.Executions.ListAsync(new() { StateMachineArn = child.StateMachineArn, Limit = 5 }, Cancellation));
        Assert.Equal((60, 1800), ((nested.StartDate - ended.StartDate).TotalSeconds, nested.Took()));
        Assert.Equal(1870, ended.Took());
        Assert.Equal(ExecutionStatus.Succeeded, ended.Status);
    }

    [Fact]
    public async Task A_skip_of_a_child_can_bring_the_timeout_of_its_parent()
    {
        await using var service = await LocalService.StartAsync();
        var child = service.Create("child", Wait(1800));
        var parent = await service.StartAsync(service.Create("parent", """
            {"StartAt":"Child","States":{"Child":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","TimeoutSeconds":300,
                "Parameters":{"StateMachineArn":"CHILD"},"End":true}}}
            """.Replace("CHILD", child.StateMachineArn, StringComparison.Ordinal)));
        var time = service.Get<IExecutionTime>();
        await TestWait.UntilAsync(async () => (await time.ListAsync(Cancellation)).Any(w => w.For is WaitingFor.ChildExecution));
        var nested = Assert.Single(await service.Executions.ListAsync(new() { StateMachineArn = child.StateMachineArn, Limit = 5 }, Cancellation));

        await time.SkipAsync(nested.ExecutionArn, overCalls: false, Cancellation);

        var row = await service.EndOfAsync(parent);
        Assert.Equal((ExecutionStatus.Failed, "States.Timeout", 300), (row.Status, row.Error, row.Took()));
    }

    [Theory]
    [InlineData("STANDARD")]
    [InlineData("EXPRESS")]
    public async Task The_children_of_a_Map_Run_are_skipped_with_their_parent(string type)
    {
        await using var service = await LocalService.StartAsync();
        var arn = await service.StartAsync(service.Create("m", """
            {"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":2,"End":true,"ItemProcessor":{
              "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"TYPE"},
              "StartAt":"W","States":{"W":{"Type":"Wait","SecondsPath":"$","End":true}}}}}}
            """.Replace("TYPE", type, StringComparison.Ordinal)), "[100,20,30]");
        var time = service.Get<IExecutionTime>();

        await time.SkipWaitsAsync(arn, Cancellation);

        var row = await service.EndOfAsync(arn);
        Assert.Equal((ExecutionStatus.Succeeded, "[100,20,30]", 100), (row.Status, row.Output, row.Took()));
        var run = Assert.Single((await service.Executions.ListMapRunsAsync(arn, Cancellation))!);
        Assert.Equal((row.StartDate, row.StopDate), (run.StartDate, run.StopDate));
    }

    [Fact]
    public async Task Two_thousand_waiting_executions_are_listed_and_skipped_together()
    {
        await using var service = await LocalService.StartAsync();
        var machine = service.Create("m", Wait(3600));
        for (var i = 0; i < 2_000; i++)
        {
            await service.StartAsync(machine);
        }

        var time = service.Get<IExecutionTime>();
        Assert.Equal(2_000, (await time.ListAsync(Cancellation)).Count);
        Assert.Equal(2_000, (await time.SkipAllAsync(Cancellation)).Moves.Count);

        await TestWait.UntilAsync(() => service.Executions.Running.Count is 0);
    }

    [Fact]
    public async Task Who_does_not_run_cannot_be_skipped()
    {
        await using var service = await LocalService.StartAsync();
        var arn = await service.StartAsync(service.Create("m", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}"""));
        await service.EndOfAsync(arn);
        var time = service.Get<IExecutionTime>();

        Assert.Equal($"There is no running execution {arn}.", (await time.SkipAsync(arn, overCalls: false, Cancellation)).WhyNot);
        Assert.Equal($"There is no running execution {arn}.", (await time.SkipWaitsAsync(arn, Cancellation)).WhyNot);
    }

    private static string Wait(int seconds) => """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":SECONDS,"End":true}}}""".Replace("SECONDS", $"{seconds}", StringComparison.Ordinal);
}

internal static class Durations
{
    /// <summary>Seconds from start to end, by the execution's own clock.</summary>
    public static double Took(this ExecutionDescription row) => (row.StopDate!.Value - row.StartDate).TotalSeconds;
}
