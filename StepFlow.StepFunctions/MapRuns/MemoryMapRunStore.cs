using System.Collections.Concurrent;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Map Runs that are forgotten with the process.</summary>
internal sealed class MemoryMapRunStore : IMapRunStore
{
    private readonly ConcurrentDictionary<string, MapRunDescription> _runs = new(StringComparer.Ordinal);

    public MapRunDescription? Find(string mapRunArn) => _runs.GetValueOrDefault(mapRunArn);

    public IReadOnlyList<MapRunDescription> OfExecution(string executionArn) => [.. _runs.Values.Where(r => r.ExecutionArn == executionArn)];

    public long LastSequence() => 0;

    public void Save(MapRunDescription run) => _runs[run.MapRunArn] = run;
}
