using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StepFlow.Aws.Tracing;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;
using StepFlow.StepFunctions.TimeSkipping;
using StepFlow.StepFunctions.Tracing;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Tracing;

public sealed class ExecutionTracerTests : IDisposable
{
    private readonly SpanCollector _spans = new();

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task States_attempts_and_branches_stand_below_the_execution_and_that_below_its_caller()
    {
        await using var service = await LocalService.StartAsync();
        var machine = service.Create("flow", """
            {"StartAt":"Check","States":{
              "Check":{"Type":"Pass","Next":"Call"},
              "Call":{"Type":"Task","Resource":"WORKER","Retry":[{"ErrorEquals":["Boom"],"IntervalSeconds":5}],"Next":"Both"},
              "Both":{"Type":"Parallel","End":true,"Branches":[
                {"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},
                {"StartAt":"B","States":{"B":{"Type":"Wait","Seconds":60,"End":true}}}]}}}
            """);
        var arn = await service.StartAsync(machine, trace: _spans.TraceHeader);
        (await service.Tasks.NextAsync()).Fail("Boom", "no reason");
        await TestWait.UntilAsync(async () => (await service.HistoryAsync(arn)).Contains("LambdaFunctionFailed"));
        service.Time.Advance(TimeSpan.FromSeconds(5));
        (await service.Tasks.NextAsync()).Succeed("{}");
        await TestWait.UntilAsync(async () => (await service.HistoryAsync(arn)).Contains("WaitStateEntered"));
        service.Time.Advance(TimeSpan.FromSeconds(60));
        await service.EndOfAsync(arn);

        Assert.Equal(
            """
            execute flow
              Call
                attempt 1 !
                attempt 2
              Check
              Both
                branch 0
                  A
                branch 1
                  B
            """, _spans.Tree);
        Assert.Empty(_spans.Orphans());
        var execution = _spans.Span("execute flow");
        Assert.Equal(ActivityKind.Consumer, execution.Kind);
        Assert.Equal("SUCCEEDED", execution.GetTagItem("stepflow.execution.status"));
        Assert.Equal(machine.StateMachineArn, execution.GetTagItem("aws.step_functions.state_machine.arn"));
        Assert.Equal(TimeSpan.FromSeconds(65), execution.Duration);
        Assert.Equal(1, _spans.Span("Call").GetTagItem("stepflow.state.retry_count"));
        var retry = Assert.Single(_spans.Span("Call").Events);
        Assert.Equal("stepflow.retry", retry.Name);
        Assert.Equal(5.0, retry.Tags.Single(t => t.Key is "stepflow.retry.delay_seconds").Value);
        Assert.Equal("Boom", _spans.Span("attempt 1").GetTagItem("error.type"));
        Assert.Equal(ActivityKind.Client, _spans.Span("attempt 2").Kind);
        Assert.Equal("Invoke", _spans.Span("attempt 2").GetTagItem("rpc.method"));
    }

    [Fact]
    public async Task Spans_stand_where_they_really_were_however_much_time_was_skipped()
    {
        await using var service = await LocalService.StartAsync();
        var arn = await service.StartAsync(
            service.Create("patient", """{"StartAt":"Day","States":{"Day":{"Type":"Wait","Seconds":86400,"Next":"Call"},"Call":{"Type":"Task","Resource":"WORKER","End":true}}}"""),
            trace: _spans.TraceHeader);
        await service.Get<IExecutionTime>().SkipAsync(arn, overCalls: false, TestContext.Current.CancellationToken);
        (await service.Tasks.NextAsync()).Succeed("1");
        var row = await service.EndOfAsync(arn);

        Assert.Equal(TimeSpan.FromDays(1), row.StopDate - row.StartDate);
        Assert.All(_spans.Spans, span => Assert.Equal((service.Time.GetUtcNow().UtcDateTime, true), (span.StartTimeUtc, span.Duration < TimeSpan.FromMilliseconds(1))));
        Assert.Single(_spans.Spans.SelectMany(s => s.Events), e => e.Name is "stepflow.time_skipped");
    }

    [Fact]
    public async Task A_call_carries_the_id_of_its_attempt_and_runs_below_it()
    {
        ActivityContext? current = null;
        await using var service = await LocalService.StartAsync();
        string? sent = null;
        var machine = service.Create("flow", """{"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"WORKER","End":true}}}""");
        service.Tasks.Answer = call =>
        {
            sent = call.TraceHeader;
            current = Activity.Current?.Context;
            return TaskOutcome.Of("done");
        };
        using var request = new Activity("the request that starts it").Start();

        await service.EndOfAsync(await service.StartAsync(machine, trace: _spans.TraceHeader));

        Assert.True(XRayTraceHeader.TryParse(sent, out var header));
        Assert.Equal(_spans.Span("attempt 1").Context.SpanId, header.SpanId);
        Assert.Equal(_spans.Caller.TraceId, header.TraceId);
        Assert.True(header.TraceFlags.HasFlag(ActivityTraceFlags.Recorded));
        Assert.Equal(header.SpanId, current?.SpanId);
        Assert.Same(request, Activity.Current);
    }

    [Fact]
    public async Task A_failure_is_told_by_the_state_that_failed_and_all_around_it()
    {
        await using var service = await LocalService.StartAsync();
        var machine = service.Create("flow", """
            {"StartAt":"Try","States":{
              "Try":{"Type":"Parallel","Next":"End","Catch":[{"ErrorEquals":["Boom"],"Next":"Each"}],"Branches":[
                {"StartAt":"Bad","States":{"Bad":{"Type":"Fail","Error":"Boom","Cause":"of course"}}},
                {"StartAt":"Slow","States":{"Slow":{"Type":"Wait","Seconds":60,"End":true}}}]},
              "Each":{"Type":"Map","ItemsPath":"$$.Execution.Input.items","End":true,"ItemProcessor":{"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"WORKER","End":true}}}},
              "End":{"Type":"Succeed"}}}
            """);
        var arn = await service.StartAsync(machine, """{"items":[1,2]}""", _spans.TraceHeader);
        var one = await service.Tasks.NextAsync();
        await service.Tasks.NextAsync();
        one.Fail("Bang");
        await service.EndOfAsync(arn);

        Assert.Equal(
            """
            execute flow !
              Each !
                iteration 0 !
                  Call !
                    attempt 1 !
                iteration 1 !
                  Call !
                    attempt 1 !
              Try
                branch 0 !
                  Bad !
                branch 1 !
                  Slow !
            """, _spans.Tree);
        Assert.Equal("Boom", _spans.Span("Bad").GetTagItem("error.type"));
        Assert.Equal(true, _spans.Span("Slow").GetTagItem("stepflow.aborted"));
        Assert.Equal("stepflow.catch", Assert.Single(_spans.Span("Try").Events).Name);
        Assert.Equal("Bang", _spans.Span("execute flow").GetTagItem("error.type"));
        Assert.Equal("FAILED", _spans.Span("execute flow").GetTagItem("stepflow.execution.status"));
    }

    [Fact]
    public async Task Of_many_iterations_some_are_traced_and_the_map_says_so()
    {
        await using var service = await LocalService.StartAsync();
        service.Tasks.Answer = call => TaskOutcome.Of(call.TraceHeader!);
        var machine = service.Create("flow", """
            {"StartAt":"Each","States":{"Each":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"WORKER","End":true}}}}}}
            """);
        var row = await service.EndOfAsync(await service.StartAsync(machine, $"[{string.Join(',', Enumerable.Range(0, 350))}]", _spans.TraceHeader));

        var each = _spans.Span("Each");
        Assert.Equal(350, each.GetTagItem("stepflow.map.iterations"));
        Assert.Equal(103, each.GetTagItem("stepflow.map.iterations_traced"));
        Assert.Equal("all of the first 100, then one in 100", each.GetTagItem("stepflow.map.sampling"));
        Assert.Equal(103, _spans.Spans.Count(s => s.DisplayName.StartsWith("iteration ", StringComparison.Ordinal)));
        Assert.Equal(103, _spans.Spans.Count(s => s.DisplayName is "attempt 1"));
        Assert.Empty(_spans.Orphans());
        var headers = ((JsonArray)JsonValue.Parse(row.Output!)).Select(h => ((JsonString)h).Value).ToList();
        Assert.Contains(each.SpanId.ToHexString(), headers[101], StringComparison.Ordinal);
        Assert.DoesNotContain(each.SpanId.ToHexString(), headers[200], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_is_awaited_in_a_span_with_a_link_to_who_reported()
    {
        await using var service = await LocalService.StartAsync();
        var machine = service.Create("flow", """
            {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
              "Parameters":{"QueueUrl":"q","MessageBody.$":"$$.Task.Token"},"End":true}}}
            """);
        var arn = await service.StartAsync(machine, trace: _spans.TraceHeader);
        var call = await service.Tasks.NextAsync();
        call.Succeed("{}");
        await TestWait.UntilAsync(async () => (await service.HistoryAsync(arn)).Contains("TaskSubmitted"));
        service.Time.Advance(TimeSpan.FromSeconds(7));
        var reporter = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        var header = XRayTraceHeader.Format(reporter);
        var token = ((JsonString)((JsonObject)call.Call.Parameters)["MessageBody"]!).Value;
        await service.Executions.ReportTaskAsync(token, TaskReport.Heartbeat.Instance with { Trace = header }, TestContext.Current.CancellationToken);
        await service.Executions.ReportTaskAsync(token, new TaskReport.Success("ok", "\"ok\"") { Trace = header }, TestContext.Current.CancellationToken);
        await service.EndOfAsync(arn);

        Assert.Equal("execute flow\n  Ask\n    attempt 1\n    await callback", _spans.Tree);
        var wait = _spans.Span("await callback");
        Assert.Equal(TimeSpan.FromSeconds(7), wait.Duration);
        Assert.Equal("stepflow.heartbeat", Assert.Single(wait.Events).Name);
        Assert.All(wait.Links, link => Assert.Equal(reporter.SpanId, link.Context.SpanId));
        Assert.Equal(2, wait.Links.Count());
    }

    [Fact]
    public async Task A_trace_goes_on_after_a_restart_where_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("stepflow-");
        string arn;
        await using var before = await LocalService.StartAsync(folder.FullName);
        var machine = before.Create("flow", """
            {"StartAt":"First","States":{"First":{"Type":"Pass","Next":"Both"},
              "Both":{"Type":"Parallel","End":true,"Branches":[
                {"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},
                {"StartAt":"B","States":{"B":{"Type":"Wait","Seconds":60,"End":true}}}]}}}
            """);
        arn = await before.StartAsync(machine, trace: _spans.TraceHeader);
        await before.DisposeAsync();
        Assert.Equal(["First", "A", "branch 0"], _spans.Spans.Select(s => s.DisplayName));

        await using (var after = await LocalService.StartAsync(folder.FullName, before.Time))
        {
            after.Time.Advance(TimeSpan.FromSeconds(60));
            await after.EndOfAsync(arn);
        }

        Assert.Equal("execute flow\n  Both\n    branch 0\n      A\n    branch 1\n      B\n  First", _spans.Tree);
        Assert.Empty(_spans.Orphans());
        Assert.Equal(TimeSpan.FromSeconds(60), _spans.Span("branch 1").Duration);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_redrive_is_a_span_of_its_own_linked_to_the_first()
    {
        await using var service = await LocalService.StartAsync();
        var machine = service.Create("flow", """
            {"StartAt":"First","States":{"First":{"Type":"Pass","Next":"Call"},"Call":{"Type":"Task","Resource":"WORKER","End":true}}}
            """);
        var arn = await service.StartAsync(machine, trace: _spans.TraceHeader);
        (await service.Tasks.NextAsync()).Fail("Boom");
        await service.EndOfAsync(arn);
        service.Time.Advance(TimeSpan.FromHours(1));
        await service.Executions.RedriveAsync(arn, clientToken: null, TestContext.Current.CancellationToken);
        (await service.Tasks.NextAsync()).Succeed("1");
        await service.EndOfAsync(arn);

        Assert.Equal("execute flow !\n  Call !\n    attempt 1 !\n  First\nexecute flow\n  Call\n    attempt 1", _spans.Tree);
        var executions = _spans.Spans.Where(s => s.DisplayName is "execute flow").ToList();
        Assert.Equal(executions[0].SpanId, Assert.Single(executions[1].Links).Context.SpanId);
        Assert.Equal(1, executions[1].GetTagItem("stepflow.execution.redrive_count"));
    }

    [Fact]
    public async Task A_flood_of_executions_is_traced_in_part_and_says_so()
    {
        await using var service = await LocalService.StartAsync(configure: s => s.AddSingleton(new TracingLimits(ExecutionsPerSecond: 1)));
        var machine = service.Create("flow", """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""");
        for (var i = 0; i < TracingLimits.Burst + 5; i++)
        {
            await service.EndOfAsync(await service.StartAsync(machine, trace: _spans.TraceHeader));
        }

        Assert.Equal(TracingLimits.Burst, Executions().Count);
        service.Time.Advance(TimeSpan.FromSeconds(1));
        await service.EndOfAsync(await service.StartAsync(machine, trace: _spans.TraceHeader));

        Assert.Equal(5, Executions()[^1].GetTagItem("stepflow.executions_not_traced"));

        List<Activity> Executions() => [.. _spans.Spans.Where(s => s.DisplayName is "execute flow")];
    }

    [Fact]
    public async Task A_nested_execution_stands_below_the_attempt_that_started_it()
    {
        await using var service = await LocalService.StartAsync();
        service.Create("child", """{"StartAt":"Inner","States":{"Inner":{"Type":"Pass","End":true}}}""");
        var machine = service.Create("flow", """
            {"StartAt":"Start","States":{"Start":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2",
              "Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:child","Input":{}},"End":true}}}
            """);
        await service.EndOfAsync(await service.StartAsync(machine, trace: _spans.TraceHeader));

        Assert.Equal("execute flow\n  Start\n    attempt 1\n      execute child\n        Inner\n    await job", _spans.Tree);
    }
}
