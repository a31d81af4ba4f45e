using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Journal;

/// <summary>What every journal keeps to.</summary>
public abstract class ExecutionJournalContract
{
    private const string Machine = "arn:aws:states:us-east-1:123456789012:stateMachine:m";
    private long _sequence;

    protected abstract IExecutionJournal Journal { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turns_are_read_back_in_order()
    {
        var row = Row("run");
        await Journal.AppendAsync(row.ExecutionArn, 0, [Event(1), Event(2)], row, Cancellation);
        await Journal.AppendAsync(row.ExecutionArn, 1, [Event(3)], row, Cancellation);

        var stored = await Journal.ReadAsync(row.ExecutionArn, Cancellation);

        Assert.Equal(2, stored!.Turns);
        Assert.Equal([1, 2, 3], stored.Events.Select(e => e.Id));
    }

    [Fact]
    public async Task A_second_start_of_the_same_execution_is_refused_and_changes_nothing()
    {
        var row = Row("run");
        await Journal.AppendAsync(row.ExecutionArn, 0, [Event(1)], row, Cancellation);

        var second = Row("run") with { Status = ExecutionStatus.Succeeded };
        await Assert.ThrowsAsync<JournalConflictException>(async () => await Journal.AppendAsync(row.ExecutionArn, 0, [Event(9)], second, Cancellation));

        Assert.Equal(row, await Journal.FindAsync(row.ExecutionArn, Cancellation));
        Assert.Equal(1, Assert.Single((await Journal.ReadAsync(row.ExecutionArn, Cancellation))!.Events).Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_turn_that_is_not_the_next_one_is_refused(int turn)
    {
        var row = Row("run");
        await Journal.AppendAsync(row.ExecutionArn, 0, [Event(1)], row, Cancellation);
        await Journal.AppendAsync(row.ExecutionArn, 1, [Event(2)], row, Cancellation);

        var ended = row with { Status = ExecutionStatus.Succeeded };
        await Assert.ThrowsAsync<JournalConflictException>(async () => await Journal.AppendAsync(row.ExecutionArn, turn, [Event(9)], ended, Cancellation));

        Assert.Equal(row, await Journal.FindAsync(row.ExecutionArn, Cancellation));
        Assert.Equal(2, (await Journal.ReadAsync(row.ExecutionArn, Cancellation))!.Turns);
    }

    [Fact]
    public async Task A_later_turn_of_an_unknown_execution_is_refused()
    {
        var row = Row("never");

        await Assert.ThrowsAsync<JournalConflictException>(async () => await Journal.AppendAsync(row.ExecutionArn, 1, [Event(1)], row, Cancellation));
    }

    [Fact]
    public async Task What_was_never_started_is_not_there()
    {
        Assert.Null(await Journal.FindAsync("arn:none", Cancellation));
        Assert.Null(await Journal.ReadAsync("arn:none", Cancellation));
        Assert.Equal(0, await Journal.LastSequenceAsync(Cancellation));
        Assert.Empty(await Journal.ListRunningAsync(Cancellation));
        Assert.Empty(await Journal.ListAsync(new() { StateMachineArn = Machine, Limit = 10 }, Cancellation));
    }

    [Fact]
    public async Task A_row_comes_back_whole_and_is_replaced_when_its_execution_ends()
    {
        var row = Row("run") with { TraceHeader = "Root=1-5759e988-bd862e3fe1be46a994272793", Input = """{ "spaced": "\ud800" }""" };
        await Journal.AppendAsync(row.ExecutionArn, 0, [Event(1)], row, Cancellation);
        Assert.Equal(row, await Journal.FindAsync(row.ExecutionArn, Cancellation));

        var ended = row with
        {
            Status = ExecutionStatus.Failed,
            StopDate = row.StartDate.AddMilliseconds(1.5),
            Output = "\ud800 unpaired",
            Error = "Boom",
            Cause = "{\"it's\":\"é\"}",
            RedriveStatus = RedriveStatus.Redrivable,
        };
        await Journal.AppendAsync(row.ExecutionArn, 1, [Event(2)], ended, Cancellation);
        Assert.Equal(ended, await Journal.FindAsync(row.ExecutionArn, Cancellation));

        var redriven = row with { RedriveCount = 1, RedriveDate = row.StartDate.AddDays(1), RedriveStatusReason = "Execution is RUNNING and cannot be redriven" };
        await Journal.AppendAsync(row.ExecutionArn, 2, [Event(3)], redriven, Cancellation);
        Assert.Equal(redriven, await Journal.FindAsync(row.ExecutionArn, Cancellation));
    }

    [Fact]
    public async Task Lists_are_newest_first_by_machine_version_alias_and_map_run_without_input_and_output()
    {
        var plain = await StartAsync(Row("plain"));
        var versioned = await StartAsync(Row("versioned") with { StateMachineVersionArn = Machine + ":1" });
        var aliased = await StartAsync(Row("aliased") with { StateMachineVersionArn = Machine + ":1", StateMachineAliasArn = Machine + ":live" });
        var child = await StartAsync(Row("child") with { MapRunArn = "arn:run", ItemCount = 3 });
        await StartAsync(Row("other") with { StateMachineArn = Machine + "2" });

        Assert.Equal([aliased, versioned, plain], await ListAsync(new() { StateMachineArn = Machine, Limit = 10 }));
        Assert.Equal([aliased, versioned], await ListAsync(new() { StateMachineVersionArn = Machine + ":1", Limit = 10 }));
        Assert.Equal([aliased], await ListAsync(new() { StateMachineAliasArn = Machine + ":live", Limit = 10 }));
        Assert.Equal([child], await ListAsync(new() { MapRunArn = "arn:run", Limit = 10 }));
        Assert.Empty(await ListAsync(new() { StateMachineArn = Machine + "3", Limit = 10 }));
    }

    [Fact]
    public async Task Lists_are_filtered_and_paged()
    {
        var running = await StartAsync(Row("a"));
        var redriven = await StartAsync(Row("b") with { RedriveCount = 1 });
        var ended = await StartAsync(Row("c") with { Status = ExecutionStatus.Succeeded });
        var query = new ExecutionQuery { StateMachineArn = Machine, Limit = 10 };

        Assert.Equal([redriven, running], await ListAsync(query with { Status = ExecutionStatus.Running }));
        Assert.Equal([redriven], await ListAsync(query with { Redriven = true }));
        Assert.Equal([ended, running], await ListAsync(query with { Redriven = false }));
        Assert.Equal([running], await ListAsync(query with { Before = redriven.Sequence }));
        Assert.Equal([ended, redriven], await ListAsync(query with { Limit = 2 }));
        Assert.Equal([running], await ListAsync(query with { Status = ExecutionStatus.Running, Redriven = false, Before = ended.Sequence, Limit = 1 }));
    }

    [Fact]
    public async Task Stretches_of_turns_are_read_where_they_are_asked_for()
    {
        var row = Row("run");
        for (var turn = 0; turn < 5; turn++)
        {
            await Journal.AppendAsync(row.ExecutionArn, turn, [Event((2 * turn) + 1), Event((2 * turn) + 2)], row, Cancellation);
        }

        var stretch = (await Journal.ReadTurnsAsync(row.ExecutionArn, 1, 2, Cancellation))!;
        Assert.Equal(5, stretch.Total);
        Assert.Equal([[3, 4], [5, 6]], stretch.Turns.Select(t => t.Select(e => e.Id)));
        Assert.Equal([[9, 10]], (await Journal.ReadTurnsAsync(row.ExecutionArn, 4, 9, Cancellation))!.Turns.Select(t => t.Select(e => e.Id)));
        Assert.Empty((await Journal.ReadTurnsAsync(row.ExecutionArn, 5, 9, Cancellation))!.Turns);
        Assert.Null(await Journal.ReadTurnsAsync("arn:none", 0, 1, Cancellation));
    }

    [Fact]
    public async Task All_machines_are_listed_together_newest_first_without_children_of_map_runs()
    {
        const string other = Machine + "2";
        var first = await StartAsync(Row("order-1"));
        var second = await StartAsync(Row("order-2", other) with { Status = ExecutionStatus.Failed });
        await StartAsync(Row("order-3", Machine + "/Label") with { MapRunArn = "arn:run" });
        var third = await StartAsync(Row("refund") with { Status = ExecutionStatus.Succeeded });
        var all = new ExecutionFilter { Limit = 10 };

        Assert.Equal([third, second, first], await ListAllAsync(all));
        Assert.Equal([third, first], await ListAllAsync(all with { StateMachineArn = Machine }));
        Assert.Equal([second], await ListAllAsync(all with { Status = ExecutionStatus.Failed }));
        Assert.Empty(await ListAllAsync(all with { StateMachineArn = Machine, Status = ExecutionStatus.Failed }));
        Assert.Equal([second, first], await ListAllAsync(all with { NamePrefix = "order-" }));
        Assert.Equal([first], await ListAllAsync(all with { NamePrefix = "order-", StateMachineArn = Machine }));
        Assert.Equal([first], await ListAllAsync(all with { NamePrefix = "order-", Status = ExecutionStatus.Running }));
        Assert.Empty(await ListAllAsync(all with { NamePrefix = "Order" }));
        Assert.Empty(await ListAllAsync(all with { NamePrefix = "order-", StateMachineArn = Machine + "3" }));
        Assert.Equal([third, second], await ListAllAsync(all with { Limit = 2 }));
        Assert.Equal([first], await ListAllAsync(all with { Before = second.Sequence }));
    }

    [Fact]
    public async Task Executions_are_counted_by_machine_and_status()
    {
        const string other = Machine + "2";
        await StartAsync(Row("a"));
        await StartAsync(Row("b"));
        await StartAsync(Row("c") with { Status = ExecutionStatus.Failed });
        await StartAsync(Row("d", other));
        await StartAsync(Row("e", Machine + "/Label") with { MapRunArn = "arn:run" });

        Assert.Equal(
            [new(Machine, ExecutionStatus.Failed, 1), new(Machine, ExecutionStatus.Running, 2), new(other, ExecutionStatus.Running, 1)],
            (await Journal.CountAsync(Cancellation)).OrderBy(c => c.StateMachineArn, StringComparer.Ordinal).ThenBy(c => c.Status.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_runs_is_listed_oldest_first_and_the_last_sequence_is_known()
    {
        var first = await StartAsync(Row("a"));
        await StartAsync(Row("b") with { Status = ExecutionStatus.Failed });
        var third = await StartAsync(Row("c"));

        Assert.Equal([first.ExecutionArn, third.ExecutionArn], await Journal.ListRunningAsync(Cancellation));
        Assert.Equal(third.Sequence, await Journal.LastSequenceAsync(Cancellation));
    }

    [Fact]
    public async Task A_big_turn_is_one_record_like_any_other()
    {
        var row = Row("big");
        var input = (JsonValue)new string('x', 200_000);
        ExecutionEvent[] turn = [.. Enumerable.Range(1, 100).Select(id => new StateEntered("S", "Pass", input) { Id = id })];

        await Journal.AppendAsync(row.ExecutionArn, 0, turn, row, Cancellation);

        var stored = await Journal.ReadAsync(row.ExecutionArn, Cancellation);
        Assert.Equal(turn.Select(e => e.Id), stored!.Events.Select(e => e.Id));
        Assert.Equal(input, ((StateEntered)stored.Events[99]).Input);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        var rows = Enumerable.Range(0, 32).Select(i => Row($"run-{i}")).ToList();
        await Task.WhenAll(rows.Select(async row =>
        {
            for (var turn = 0; turn < 8; turn++)
            {
                await Journal.AppendAsync(row.ExecutionArn, turn, [Event(turn + 1)], row, Cancellation);
            }
        }));

        foreach (var row in rows)
        {
            Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), (await Journal.ReadAsync(row.ExecutionArn, Cancellation))!.Events.Select(e => e.Id));
        }
    }

    protected static ExecutionEvent Event(long id) => new ExecutionFailed(new StatesError("E")) { Id = id, At = DateTimeOffset.UnixEpoch };

    protected ExecutionDescription Row(string name, string machine = Machine) => new()
    {
        ExecutionArn = $"{machine.Replace("stateMachine", "execution", StringComparison.Ordinal)}:{name}",
        StateMachineArn = machine,
        RevisionId = "1",
        Name = name,
        Status = ExecutionStatus.Running,
        StartDate = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
        Sequence = ++_sequence,
        Input = "{}",
    };

    private async Task<ExecutionDescription> StartAsync(ExecutionDescription row)
    {
        await Journal.AppendAsync(row.ExecutionArn, 0, [Event(1)], row, Cancellation);
        return row with { Input = null };
    }

    private ValueTask<IReadOnlyList<ExecutionDescription>> ListAllAsync(ExecutionFilter filter) => Journal.ListAllAsync(filter, Cancellation);

    private ValueTask<IReadOnlyList<ExecutionDescription>> ListAsync(ExecutionQuery query) => Journal.ListAsync(query, Cancellation);
}

public sealed class MemoryExecutionJournalTests : ExecutionJournalContract
{
    protected override IExecutionJournal Journal { get; } = new MemoryExecutionJournal();
}
