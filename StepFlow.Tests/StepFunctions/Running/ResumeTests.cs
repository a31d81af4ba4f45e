using Microsoft.Extensions.Time.Testing;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Running;

/// <summary>The service ends in the middle of things and another one takes its data folder up.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stepflow-");
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_wait_keeps_its_due_time()
    {
        string arn;
        await using (var before = await ServiceAsync())
        {
            arn = await before.StartAsync(before.Create("m", """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}"""));
        }

        _time.Advance(TimeSpan.FromSeconds(3000));
        await using var service = await ServiceAsync();
        _time.Advance(TimeSpan.FromSeconds(599));
        Assert.Equal(ExecutionStatus.Running, (await service.Executions.DescribeAsync(arn, Cancellation))!.Status);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 13, 0, 0, TimeSpan.Zero), (await service.EndOfAsync(arn)).StopDate);
    }

    [Fact]
    public async Task A_wait_that_ran_out_meanwhile_ends_at_once()
    {
        string arn;
        await using (var before = await ServiceAsync())
        {
            arn = await before.StartAsync(before.Create("m", """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3600,"End":true}}}"""));
        }

        _time.Advance(TimeSpan.FromDays(2));
        await using var service = await ServiceAsync();
        _time.Advance(TimeSpan.Zero);

        Assert.Equal(ExecutionStatus.Succeeded, (await service.EndOfAsync(arn)).Status);
    }

    [Fact]
    public async Task A_task_in_flight_is_called_again()
    {
        string arn;
        await using (var before = await ServiceAsync())
        {
            arn = await before.StartAsync(before.Create("m", """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}"""), """{"n":1.0}""");
            await before.Tasks.NextAsync();
        }

        await using var service = await ServiceAsync();
        var again = await service.Tasks.NextAsync();
        Assert.Equal("""{"n":1.0}""", again.Call.Parameters.ToString());
        again.Succeed("2");

        Assert.Equal("2", (await service.EndOfAsync(arn)).Output);
        Assert.Single(await service.HistoryAsync(arn), "LambdaFunctionScheduled");
    }

    [Fact]
    public async Task A_task_token_stays_valid_and_the_call_is_not_made_again()
    {
        string arn;
        string token;
        await using (var before = await ServiceAsync())
        {
            arn = await before.StartAsync(before.Create("m", """
                {"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                  "Parameters":{"QueueUrl":"q","MessageBody.$":"$$.Task.Token"},"End":true}}}
                """));
            var call = await before.Tasks.NextAsync();
            token = ((JsonString)((JsonObject)call.Call.Parameters)["MessageBody"]!).Value;
            call.Succeed("{}");
            await TestWait.UntilAsync(async () => (await before.HistoryAsync(arn)).Contains("TaskSubmitted"));
        }

        await using var service = await ServiceAsync();
        var answer = await service.Executions.ReportTaskAsync(token, new TaskReport.Success("late", "\"late\""), Cancellation);

        Assert.Equal(TaskTokenAnswer.Accepted, answer);
        Assert.Equal("\"late\"", (await service.EndOfAsync(arn)).Output);
        Assert.Equal(0, service.Tasks.WaitingCount);
    }

    [Fact]
    public async Task Nothing_is_evaluated_twice()
    {
        string arn;
        string scheduled;
        await using (var before = await ServiceAsync())
        {
            arn = await before.StartAsync(before.Create("m", """
                {"StartAt":"Id","States":{
                  "Id":{"Type":"Pass","Parameters":{"id.$":"States.UUID()"},"Next":"T"},
                  "T":{"Type":"Task","Resource":"WORKER","ResultPath":null,"End":true}}}
                """));
            scheduled = (await before.Tasks.NextAsync()).Call.Parameters.ToString();
        }

        await using var service = await ServiceAsync();
        var again = await service.Tasks.NextAsync();
        Assert.Equal(scheduled, again.Call.Parameters.ToString());
        again.Succeed("null");

        Assert.Equal(scheduled, (await service.EndOfAsync(arn)).Output);
    }

    [Fact]
    public async Task A_retry_that_was_pending_comes_when_it_is_due()
    {
        string arn;
        await using (var before = await ServiceAsync())
        {
            arn = await before.StartAsync(before.Create("m", """
                {"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","Retry":[{"ErrorEquals":["Boom"],"IntervalSeconds":100}],"End":true}}}
                """));
            (await before.Tasks.NextAsync()).Fail("Boom");
            await TestWait.UntilAsync(async () => (await before.HistoryAsync(arn)).Contains("LambdaFunctionFailed"));
        }

        await using var service = await ServiceAsync();
        _time.Advance(TimeSpan.FromSeconds(99));
        Assert.Equal(0, service.Tasks.WaitingCount);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await service.Tasks.NextAsync()).Succeed("1");

        Assert.Equal("1", (await service.EndOfAsync(arn)).Output);
    }

    [Fact]
    public async Task What_has_ended_stays_ended_and_can_be_redriven()
    {
        string arn;
        await using (var before = await ServiceAsync())
        {
            arn = await before.StartAsync(before.Create("m", """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}"""));
            (await before.Tasks.NextAsync()).Fail("Boom");
            await before.EndOfAsync(arn);
        }

        await using var service = await ServiceAsync();
        Assert.Equal(ExecutionStatus.Failed, (await service.EndOfAsync(arn)).Status);
        Assert.Empty(service.Executions.Running);
        await service.Executions.RedriveAsync(arn, clientToken: null, Cancellation);
        (await service.Tasks.NextAsync()).Succeed("1");

        Assert.Equal("1", (await service.EndOfAsync(arn)).Output);
    }

    [Fact]
    public async Task New_executions_come_after_old_ones()
    {
        string first;
        await using (var before = await ServiceAsync())
        {
            first = await before.StartAsync(before.Create("m", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}"""));
        }

        await using var service = await ServiceAsync();
        var machine = service.Create("m2", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""") with { StateMachineArn = "arn:aws:states:us-east-1:123456789012:stateMachine:m" };
        var second = (await service.Executions.StartAsync(service.Start(machine, name: "second"), Cancellation)).ExecutionArn;

        var rows = await service.Executions.ListAsync(new() { StateMachineArn = machine.StateMachineArn, Limit = 10 }, Cancellation);
        Assert.Equal([second, first], rows.Select(r => r.ExecutionArn));
    }

    [Fact]
    public async Task A_second_service_on_the_same_folder_is_refused()
    {
        await using var first = await ServiceAsync();

        await Assert.ThrowsAsync<DataFolderInUseException>(ServiceAsync);
    }

    [Fact]
    public async Task A_map_run_that_has_ended_is_known_and_redriven_where_it_failed()
    {
        string arn;
        MapRunDescription failed;
        await using (var before = await ServiceAsync())
        {
            before.Tasks.Answer = call => call.Parameters.ToString() is "2" ? TaskOutcome.Fail("Boom", "because") : TaskOutcome.Of(call.Parameters);
            arn = await before.StartAsync(before.Create("m", MapOf(""","MaxConcurrency":1""")), "[1,2]");
            await before.EndOfAsync(arn);
            failed = Assert.Single((await before.Executions.ListMapRunsAsync(arn, Cancellation))!);
        }

        _time.Advance(TimeSpan.FromHours(1));
        await using var service = await ServiceAsync();
        var known = await service.Executions.DescribeMapRunAsync(failed.MapRunArn, Cancellation);
        var children = await service.Executions.ListAsync(new() { MapRunArn = failed.MapRunArn, Limit = 10 }, Cancellation);
        Assert.Equal(failed, known);
        Assert.Equal((MapRunStatus.Failed, 1), (known!.Status, known.ItemCounts.Failed));
        Assert.Contains("TaskStateEntered", await service.HistoryAsync(children[0].ExecutionArn));

        await service.Executions.RedriveAsync(arn, clientToken: null, Cancellation);
        var again = await service.Tasks.NextAsync();
        Assert.Equal(("2", 0), (again.Call.Parameters.ToString(), service.Tasks.WaitingCount));
        again.Succeed("20");

        Assert.Equal("[1,20]", (await service.EndOfAsync(arn)).Output);
        var redriven = Assert.Single((await service.Executions.ListMapRunsAsync(arn, Cancellation))!);
        Assert.Equal((MapRunStatus.Succeeded, 1, failed.StartDate), (redriven.Status, redriven.RedriveCount, redriven.StartDate));
        Assert.Equal(_time.GetUtcNow(), redriven.StopDate);
    }

    [Fact]
    public async Task A_map_run_that_goes_on_keeps_the_limits_it_was_given()
    {
        string arn;
        string mapRunArn;
        await using (var before = await ServiceAsync())
        {
            arn = await before.StartAsync(before.Create("m", MapOf(""","MaxConcurrency":1""")), "[1,2]");
            await before.Tasks.NextAsync();
            mapRunArn = Assert.Single((await before.Executions.ListMapRunsAsync(arn, Cancellation))!).MapRunArn;
            Assert.True(await before.Executions.UpdateMapRunAsync(mapRunArn, new(MaxConcurrency: 2, ToleratedFailurePercentage: 50, ToleratedFailureCount: null), Cancellation));
        }

        await using var service = await ServiceAsync();
        var both = new[] { await service.Tasks.NextAsync(), await service.Tasks.NextAsync() }.OrderBy(t => t.Call.Parameters.ToString(), StringComparer.Ordinal).ToList();
        var going = await service.Executions.DescribeMapRunAsync(mapRunArn, Cancellation);
        Assert.Equal((MapRunStatus.Running, 2, 50.0), (going!.Status, going.MaxConcurrency, going.ToleratedFailurePercentage));
        both[0].Succeed("10");
        both[1].Fail("Boom");

        Assert.Equal("[10]", (await service.EndOfAsync(arn)).Output);
    }

    private static string MapOf(string more) => """
        {"StartAt":"M","States":{"M":{"Type":"Map","End":true MORE,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
          "StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}}}}
        """.Replace(" MORE", more, StringComparison.Ordinal);

    private Task<LocalService> ServiceAsync() => LocalService.StartAsync(_folder.FullName, _time);
}
