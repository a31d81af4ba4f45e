using Microsoft.Extensions.Time.Testing;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.TimeSkipping;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.TimeSkipping;

/// <summary>The service ends after a skip and another one takes its data folder up.</summary>
public sealed class SkipRestartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stepflow-");
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_clock_that_was_moved_on_stays_ahead()
    {
        string arn;
        await using (var before = await ServiceAsync())
        {
            arn = await before.StartAsync(before.Create("m", """
                {"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":3600,"Next":"B"},"B":{"Type":"Wait","Seconds":60,"End":true}}}
                """));
            await before.Get<IExecutionTime>().SkipAsync(arn, overCalls: false, Cancellation);
        }

        await using var service = await ServiceAsync();
        var waiting = Assert.Single(await service.Get<IExecutionTime>().ListAsync(Cancellation));
        Assert.Equal(("B", _time.GetUtcNow().AddSeconds(60), TimeSpan.FromHours(1)), (waiting.State, waiting.DueAt, waiting.Ahead));
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(3660, (await service.EndOfAsync(arn)).Took());
    }

    [Fact]
    public async Task A_nested_execution_that_began_ahead_goes_on_ahead()
    {
        string parent;
        await using (var before = await ServiceAsync())
        {
            var child = before.Create("child", """{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}""");
            parent = await before.StartAsync(before.Create("m", """
                {"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":3600,"Next":"B"},
                  "B":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","Parameters":{"StateMachineArn":"CHILD"},"End":true}}}
                """.Replace("CHILD", child.StateMachineArn, StringComparison.Ordinal)));
            var time = before.Get<IExecutionTime>();
            await time.SkipAsync(parent, overCalls: false, Cancellation);
            await TestWait.UntilAsync(async () => (await time.ListAsync(Cancellation)).Any(w => w.For is WaitingFor.ChildExecution));
        }

        await using var service = await ServiceAsync();
        await service.Get<IExecutionTime>().SkipWaitsAsync(parent, Cancellation);

        var row = await service.EndOfAsync(parent);
        Assert.Equal((ExecutionStatus.Succeeded, 3660), (row.Status, row.Took()));
    }

    [Fact]
    public async Task A_redrive_goes_on_by_the_clock_of_the_run_that_failed()
    {
        await using var service = await ServiceAsync();
        var arn = await service.StartAsync(service.Create("m", """
            {"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":3600,"Next":"B"},"B":{"Type":"Task","Resource":"WORKER","End":true}}}
            """));
        await service.Get<IExecutionTime>().SkipAsync(arn, overCalls: false, Cancellation);
        (await service.Tasks.NextAsync()).Fail("Boom");
        var failed = await service.EndOfAsync(arn);
        await service.Executions.RedriveAsync(arn, clientToken: null, Cancellation);
        (await service.Tasks.NextAsync()).Succeed("1");

        var row = await service.EndOfAsync(arn);
        Assert.Equal(failed.StopDate, row.RedriveDate);
        Assert.Equal(ExecutionStatus.Succeeded, row.Status);
    }

    private Task<LocalService> ServiceAsync() => LocalService.StartAsync(_folder.FullName, _time);
}
