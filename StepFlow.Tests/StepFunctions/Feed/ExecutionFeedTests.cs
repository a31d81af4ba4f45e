using Microsoft.Extensions.Time.Testing;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Feed;
using StepFlow.StepFunctions.Operations;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Feed;

public sealed class ExecutionFeedTests
{
    private const string AtOnce = """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""";

    [Fact]
    public async Task Who_looks_on_is_told_when_a_change_stands_in_the_journal()
    {
        await using var service = await LocalService.StartAsync();
        using var watch = service.Get<ExecutionFeed>().Watch();
        var arn = await service.StartAsync(service.Create("m", """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}"""));
        Assert.True(await watch.WaitAsync(TestContext.Current.CancellationToken));
        Assert.False(watch.Take());

        (await service.Tasks.NextAsync()).Succeed("1");

        Assert.True(await watch.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(ExecutionStatus.Succeeded, (await service.Executions.DescribeAsync(arn, TestContext.Current.CancellationToken))!.Status);
    }

    [Fact]
    public async Task Many_changes_are_told_once()
    {
        await using var service = await LocalService.StartAsync();
        using var watch = service.Get<ExecutionFeed>().Watch();
        var machine = service.Create("m", AtOnce);
        for (var i = 0; i < 5; i++)
        {
            await service.EndOfAsync(await service.StartAsync(machine));
        }

        Assert.True(watch.Take());
        Assert.False(watch.Take());
        await service.EndOfAsync(await service.StartAsync(machine));
        Assert.True(watch.Take());
    }

    [Fact]
    public async Task Who_looks_on_is_told_only_of_what_he_wants()
    {
        await using var service = await LocalService.StartAsync();
        using var watch = service.Get<ExecutionFeed>().Watch(row => row.Name is "wanted");
        var machine = service.Create("m", AtOnce);
        await service.EndOfAsync(await service.StartAsync(machine));
        Assert.False(watch.Take());

        var wanted = await service.Executions.StartAsync(service.Start(machine, name: "wanted"), TestContext.Current.CancellationToken);
        await service.EndOfAsync(wanted.ExecutionArn);
        Assert.True(watch.Take());
    }

    [Fact]
    public async Task A_watch_ends_when_it_is_disposed()
    {
        await using var service = await LocalService.StartAsync();
        var watch = service.Get<ExecutionFeed>().Watch();
        watch.Dispose();
        await service.EndOfAsync(await service.StartAsync(service.Create("m", AtOnce)));

        Assert.False(await watch.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Express_histories_are_kept_while_they_run_and_when_they_have_ended()
    {
        await using var service = await LocalService.StartAsync();
        var histories = service.Get<ExpressHistories>();
        var machine = service.Create("m", """{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"WORKER","End":true}}}""", StateMachineType.Express);
        var arn = await service.StartAsync(machine);
        Assert.Equal(ExecutionStatus.Running, histories.Find(arn)!.Row.Status);
        (await service.Tasks.NextAsync()).Succeed("1");
        await service.EndOfAsync(arn);

        var history = histories.Find(arn)!;
        Assert.Equal("1", history.Row.Output);
        Assert.True(history.IsComplete);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], history.Events.Select(e => e.Id));
        Assert.Equal(arn, Assert.Single(histories.List(machine.StateMachineArn, 10)).ExecutionArn);
        Assert.Null(await service.Executions.ReadHistoryAsync(arn, new(null, 10, false), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Of_Express_histories_the_oldest_go_first()
    {
        var histories = new ExpressHistories(new(Executions: 2, Bytes: 5_000), TimeProvider.System);
        Run(histories, "a", 10);
        Run(histories, "b", 10);
        Run(histories, "c", 10);
        Assert.Null(histories.Find("a"));
        Assert.NotNull(histories.Find("b"));
        Run(histories, "large", 6_000);

        Assert.Equal(["large"], histories.List(stateMachineArn: null, 10).Select(r => r.ExecutionArn));
    }

    [Fact]
    public void Of_a_flood_of_Express_executions_some_are_kept_and_say_how_many_were_not()
    {
        var time = new FakeTimeProvider();
        var histories = new ExpressHistories(new(StartsPerSecond: 2), time);
        foreach (var arn in new[] { "a", "b", "c", "d", "e" })
        {
            Run(histories, arn, length: 10);
        }

        time.Advance(TimeSpan.FromSeconds(1));
        Run(histories, "f", length: 10);
        Run(histories, "g", length: 10);

        Assert.Equal([true, true, false, false, false, true, true], new[] { "a", "b", "c", "d", "e", "f", "g" }.Select(arn => histories.Find(arn) is not null));
        Assert.Equal([0L, 0, 3, 0], new[] { "a", "b", "f", "g" }.Select(arn => histories.Find(arn)!.LeftOutBefore));
        Assert.Equal(3, histories.LeftOut);
    }

    private static void Run(ExpressHistories histories, string arn, int length)
    {
        var engine = new Executing.EngineHarness("""{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""").Start($"\"{new string('x', length)}\"", express: true);
        var row = new ExecutionDescription
        {
            ExecutionArn = arn,
            StateMachineArn = "m",
            RevisionId = "1",
            Name = arn,
            Status = ExecutionStatus.Succeeded,
            StartDate = DateTimeOffset.UnixEpoch,
        };
        histories.OnTurn(engine.Execution, engine.Journal, row);
    }
}
