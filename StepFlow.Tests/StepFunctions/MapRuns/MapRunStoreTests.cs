using StepFlow.StepFunctions.MapRuns;
using StepFlow.StepFunctions.Operations;
using Xunit;

namespace StepFlow.Tests.StepFunctions.MapRuns;

public sealed class MapRunStoreTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, 123, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stepflow-");

    private string Database => Path.Combine(_folder.FullName, "stepflow.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_map_run_comes_back_as_it_was_written_by_another_process()
    {
        var ended = Run("run-1", 1) with
        {
            Status = MapRunStatus.Aborted,
            StopDate = Noon.AddSeconds(1),
            RedriveCount = 2,
            RedriveDate = Noon.AddMilliseconds(1),
            ToleratedFailurePercentage = 12.5,
            ItemCounts = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        };
        var running = Run("run-2", 2);
        using (var before = new SqliteMapRunStore(Database))
        {
            before.Save(Run("run-1", 1));
            before.Save(ended);
            before.Save(running);
        }

        using var store = new SqliteMapRunStore(Database);

        Assert.Equal(ended, store.Find("run-1"));
        Assert.Equal([ended, running], store.OfExecution("execution").OrderBy(r => r.Sequence));
        Assert.Equal(2, store.LastSequence());
    }

    [Fact]
    public void What_is_not_there_is_null()
    {
        using var store = new SqliteMapRunStore(Database);

        foreach (var none in (IMapRunStore[])[store, new MemoryMapRunStore()])
        {
            Assert.Null(none.Find("run-1"));
            Assert.Empty(none.OfExecution("execution"));
            Assert.Equal(0, none.LastSequence());
        }
    }

    private static MapRunDescription Run(string arn, long sequence) => new()
    {
        MapRunArn = arn,
        ExecutionArn = "execution",
        StateMachineArn = "machine/label",
        Status = MapRunStatus.Running,
        StartDate = Noon,
        MaxConcurrency = 40,
        ToleratedFailurePercentage = 0,
        ToleratedFailureCount = 3,
        ItemCounts = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        ExecutionCounts = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Sequence = sequence,
    };
}
