using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Feed;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Browsing;

public sealed class ExecutionQueriesTests
{
    private const string Loop = """
        {"StartAt":"A","States":{
          "A":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"B"},
          "B":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThan":3000,"Next":"A"}],"Default":"C"},
          "C":{"Type":"Succeed"}}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Standard_and_Express_executions_stand_in_one_list_in_the_order_of_their_starts()
    {
        await using var service = await LocalService.StartAsync();
        var standard = service.Create("standard", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""");
        var express = service.Create("express", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""", StateMachineType.Express);
        List<string> started = [];
        foreach (var machine in new[] { standard, express, standard, express })
        {
            started.Insert(0, await service.StartAsync(machine));
            await service.EndOfAsync(started[0]);
        }

        var queries = service.Get<IExecutionQueries>();
        var firstPage = await queries.ListAsync(new() { Limit = 3 }, Cancellation);
        var secondPage = await queries.ListAsync(new() { Limit = 3, Before = firstPage[^1].Sequence }, Cancellation);

        Assert.Equal(started, firstPage.Concat(secondPage).Select(r => r.ExecutionArn));
        Assert.Equal([new(standard.StateMachineArn, ExecutionStatus.Succeeded, 2)], await queries.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Of_a_flood_of_Express_executions_it_is_said_how_many_are_not_in_the_list()
    {
        await using var service = await LocalService.StartAsync();
        var machine = service.Create("express", """{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}""", StateMachineType.Express);
        var kept = service.Get<ExpressHistoryLimits>().StartsPerSecond;
        for (var i = 0; i < kept + 3; i++)
        {
            await service.StartAsync(machine);
        }

        Assert.Equal(3, service.Get<IExecutionQueries>().ExpressLeftOut);
        Assert.Equal(kept, (await service.Get<IExecutionQueries>().ListAsync(new() { Limit = kept + 3 }, Cancellation)).Count);
    }

    [Theory]
    [InlineData(StateMachineType.Standard)]
    [InlineData(StateMachineType.Express)]
    public async Task A_journal_is_read_in_stretches_that_fit_together(StateMachineType type)
    {
        await using var service = await LocalService.StartAsync();
        var arn = await service.StartAsync(service.Create("m", Loop, type), """{"n":0}""");
        await service.EndOfAsync(arn);
        var queries = service.Get<IExecutionQueries>();

        List<ExecutionEvent> events = [];
        var turn = 0;
        var stretches = 0;
        for (var more = true; more; stretches++)
        {
            var stretch = (await queries.ReadAsync(arn, turn, 1_000, Cancellation))!;
            events.AddRange(stretch.Events);
            (turn, more) = (stretch.NextTurn, stretch.HasMore);
        }

        Assert.True(stretches > 1);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(i => (long)i), HistoryProjection.Of(events).Select(e => e.Id));
        Assert.IsType<ExecutionSucceeded>(events[^1]);
        Assert.Equal("""{"n":3000}""", (await queries.FindAsync(arn, Cancellation))!.Output);
        Assert.Empty((await queries.ReadAsync(arn, turn, 1_000, Cancellation))!.Events);
        Assert.Null(await queries.ReadAsync(arn + "x", 0, 1_000, Cancellation));
        Assert.Null(await queries.FindAsync(arn + "x", Cancellation));
    }
}
