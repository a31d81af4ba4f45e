using System.Diagnostics;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.HistoryView;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.Benchmarks.Throughput;

/// <summary>How long a page of a long history and of a long list takes from disk: <c>queries</c>.</summary>
internal static class QueryTimes
{
    private const int Events = 25_000;
    private const int Executions = 20_000;
    private const string Long = "arn:aws:states:us-east-1:123456789012:execution:m0:long";

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("stepflow-");
        using (var journal = new SqliteExecutionJournal(Path.Combine(folder.FullName, "stepflow.db")))
        {
            await FillAsync(journal);
            var history = new StoredHistory(journal, Long);
            await MeasureAsync("whole journal read and projected", async () => HistoryProjection.Of((await journal.ReadAsync(Long, default))!.Events).Count());
            await MeasureAsync("history, first page of 1,000", async () => (await history.ReadAsync(new(null, 1_000, false), default))!.Count);
            await MeasureAsync("history, page of 1,000 in the middle", async () => (await history.ReadAsync(new(12_345, 1_000, false), default))!.Count);
            await MeasureAsync("history, page of 100 in the middle", async () => (await history.ReadAsync(new(12_345, 100, false), default))!.Count);
            await MeasureAsync("history, last page of 1,000, reversed", async () => (await history.ReadAsync(new(null, 1_000, true), default))!.Count);
            await MeasureAsync("list, first 100", async () => (await journal.ListAllAsync(new() { Limit = 100 }, default)).Count);
            await MeasureAsync("list, 100 in the middle", async () => (await journal.ListAllAsync(new() { Limit = 100, Before = Executions / 2 }, default)).Count);
            await MeasureAsync("list, 100 that failed", async () => (await journal.ListAllAsync(new() { Limit = 100, Status = ExecutionStatus.Failed }, default)).Count);
            await MeasureAsync("list, 100 of one machine that failed", async () => (await journal.ListAllAsync(new() { Limit = 100, Status = ExecutionStatus.Failed, StateMachineArn = Machine(0) }, default)).Count);
            await MeasureAsync("list, 100 by a prefix of names", async () => (await journal.ListAllAsync(new() { Limit = 100, NamePrefix = "run-1" }, default)).Count);
            await MeasureAsync("counts by machine and status", async () => (await journal.CountAsync(default)).Count);
        }

        folder.Delete(recursive: true);
        return 0;
    }

    private static async Task FillAsync(SqliteExecutionJournal journal)
    {
        var input = JsonValue.Parse("""{"order":{"id":"4711","items":[1,2,3]},"note":"as long as inputs are"}""");
        var row = Row(Long, 0, ExecutionStatus.Running, 1);
        var turn = 0;
        for (var id = 1; id <= Events; id += 5, turn++)
        {
            ExecutionEvent[] events =
            [
                new StateEntered("Call", "Task", input) { Id = id, PreviousId = id - 1 },
                new WorkScheduled(turn + 1, "arn:aws:states:::lambda:invoke", input, null, null, null) { Id = id + 1, PreviousId = id },
                new WorkStarted(turn + 1, null) { Id = id + 2, PreviousId = id + 1 },
                new WorkSucceeded(turn + 1, input) { Id = id + 3, PreviousId = id + 2 },
                new StateExited("Call", "Task", input, null, "Call") { Id = id + 4, PreviousId = id + 3 },
            ];
            await journal.AppendAsync(Long, turn, events, row, default);
        }

        await Task.WhenAll(Enumerable.Range(2, Executions - 1).Select(sequence =>
        {
            var machine = sequence % 10;
            var status = sequence % 50 is 0 ? ExecutionStatus.Failed : ExecutionStatus.Succeeded;
            var arn = $"arn:aws:states:us-east-1:123456789012:execution:m{machine}:run-{sequence}";
            return journal.AppendAsync(arn, 0, [new ParallelSucceeded { Id = 1 }], Row(arn, machine, status, sequence), default).AsTask();
        }));
    }

    private static string Machine(int number) => $"arn:aws:states:us-east-1:123456789012:stateMachine:m{number}";

    private static ExecutionDescription Row(string arn, int machine, ExecutionStatus status, long sequence) => new()
    {
        ExecutionArn = arn,
        StateMachineArn = Machine(machine),
        RevisionId = "1",
        Name = arn[(arn.LastIndexOf(':') + 1)..],
        Status = status,
        StartDate = DateTimeOffset.UnixEpoch,
        Sequence = sequence,
        Input = """{"order":{"id":"4711"}}""",
    };

    private static async Task MeasureAsync(string what, Func<Task<int>> query)
    {
        List<double> times = [];
        var count = 0;
        for (var i = 0; i < 9; i++)
        {
            var began = Stopwatch.GetTimestamp();
            count = await query();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Console.WriteLine($"{what}: {count:N0} in {times.Order().ElementAt(4):0.0} ms (first {times[0]:0.0} ms)");
    }
}
