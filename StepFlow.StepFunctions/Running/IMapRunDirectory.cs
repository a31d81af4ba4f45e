using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>What can be asked about Map Runs.</summary>
public interface IMapRunDirectory : IMapRuns
{
    void Attach(ExecutionService executions);

    ValueTask<MapRunDescription?> DescribeAsync(string mapRunArn, CancellationToken cancellation);

    ValueTask<IReadOnlyList<MapRunDescription>> ListAsync(string executionArn, CancellationToken cancellation);

    ValueTask<bool> UpdateAsync(string mapRunArn, MapRunChange change, CancellationToken cancellation);

    /// <summary>The Map Runs that do nothing but wait for their children.</summary>
    IReadOnlyList<MapRunWait> Waits();
}

/// <summary>A Map Run that waits for children to end, because it may start no more at once, or has none left to start.</summary>
/// <param name="Children">How many run.</param>
/// <param name="Changes">Grows with each child that starts or ends: the same number twice means that nothing has happened between.</param>
public sealed record MapRunWait(string MapRunArn, int Children, long Changes);
