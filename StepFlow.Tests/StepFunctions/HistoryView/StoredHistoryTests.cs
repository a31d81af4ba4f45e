using CsCheck;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.Tests.StepFunctions.Executing;
using StepFlow.Tests.StepFunctions.Running;
using Xunit;

namespace StepFlow.Tests.StepFunctions.HistoryView;

public sealed class StoredHistoryTests
{
    private const string Arn = "arn:aws:states:us-east-1:123456789012:execution:machine:run";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Pages_of_any_size_in_either_order_are_the_history_whatever_turns_it_came_in() => Gen.Int[0, 1000].Array[8, 120].SampleAsync(
        async numbers =>
        {
            var choices = new Choices(numbers);
            var engine = new EngineHarness(new RandomDefinition(choices).Make()).Start("""{"items":["a","b","c"]}""");
            new RandomWorld(choices, engine).Run(mostSteps: 60);
            var journal = new CountingJournal();
            await FillAsync(journal, engine.Journal, () => 1 + choices.Next(4));
            var history = HistoryProjection.Of(engine.Journal).ToList();
            var size = 1 + choices.Next(12);

            Assert.Equal(history, await PagesAsync(journal, size, reverse: false));
            Assert.Equal(Enumerable.Reverse(history), await PagesAsync(journal, size, reverse: true));
        },
        iter: 200, threads: 1);

    [Fact]
    public async Task A_page_in_the_middle_of_a_long_history_reads_few_turns()
    {
        var engine = new EngineHarness("""
            {"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"Next":"T"}}}
            """).Start();
        while (engine.Execution.IsRunning)
        {
            engine.Succeed("{}");
        }

        var journal = new CountingJournal();
        await FillAsync(journal, engine.Journal, () => 3);
        journal.TurnsRead = 0;

        var page = await new StoredHistory(journal, Arn).ReadAsync(new(12_345, 100, false), Cancellation);

        Assert.Equal(HistoryProjection.Of(engine.Journal).Skip(12_345).Take(100), page);
        Assert.InRange(journal.TurnsRead, 1, 64 + 100);
    }

    [Fact]
    public async Task Heartbeats_and_timers_between_events_do_not_hide_them()
    {
        var journal = new CountingJournal();
        List<ExecutionEvent> events = [Shown(1)];
        events.AddRange(Enumerable.Range(0, 500).Select(_ => new HeartbeatReceived(1)));
        events.Add(Shown(2));
        events.AddRange(Enumerable.Range(0, 500).Select(_ => new HeartbeatReceived(1)));
        await FillAsync(journal, events, () => 1);
        var history = new StoredHistory(journal, Arn);

        Assert.Equal([2L], (await history.ReadAsync(new(1, 9, false), Cancellation))!.Select(e => e.Id));
        Assert.Equal([2L, 1L], (await history.ReadAsync(new(null, 9, true), Cancellation))!.Select(e => e.Id));
        Assert.Equal([1L], (await history.ReadAsync(new(2, 9, true), Cancellation))!.Select(e => e.Id));
        Assert.Empty((await history.ReadAsync(new(2, 9, false), Cancellation))!);
    }

    [Fact]
    public async Task An_execution_that_is_not_there_has_no_history() =>
        Assert.Null(await new StoredHistory(new CountingJournal(), Arn).ReadAsync(new(null, 10, false), Cancellation));

    private static ParallelSucceeded Shown(long id) => new ParallelSucceeded { Id = id };

    private static async Task FillAsync(CountingJournal journal, List<ExecutionEvent> events, Func<int> size)
    {
        for (var (turn, at) = (0, 0); at < events.Count; turn++)
        {
            var take = Math.Min(size(), events.Count - at);
            await journal.AppendAsync(turn, [.. events.Skip(at).Take(take)]);
            at += take;
        }
    }

    private static async Task<List<HistoryEvent>> PagesAsync(CountingJournal journal, int size, bool reverse)
    {
        List<HistoryEvent> read = [];
        for (long? after = null; ;)
        {
            var page = (await new StoredHistory(journal, Arn).ReadAsync(new(after, size, reverse), Cancellation))!;
            read.AddRange(page);
            if (page.Count < size)
            {
                return read;
            }

            after = page[^1].Id;
        }
    }

    private sealed class CountingJournal : IHistoryTurns
    {
        private readonly MemoryExecutionJournal _journal = new();

        public int TurnsRead { get; set; }

        public async ValueTask<StoredTurns?> ReadTurnsAsync(string executionArn, int first, int count, CancellationToken cancellation)
        {
            var turns = await _journal.ReadTurnsAsync(executionArn, first, count, cancellation);
            TurnsRead += turns?.Turns.Count ?? 0;
            return turns;
        }

        public ValueTask AppendAsync(int turn, IReadOnlyList<ExecutionEvent> events) => _journal.AppendAsync(Arn, turn, events, Row, Cancellation);

        private static readonly ExecutionDescription Row = new()
        {
            ExecutionArn = Arn,
            StateMachineArn = "arn:aws:states:us-east-1:123456789012:stateMachine:machine",
            RevisionId = "1",
            Name = "run",
            Status = ExecutionStatus.Running,
            StartDate = DateTimeOffset.UnixEpoch,
            Sequence = 1,
        };
    }
}
