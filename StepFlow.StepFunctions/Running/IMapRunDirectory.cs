using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>What can be asked about Map Runs.</summary>
public interface IMapRunDirectory : IMapRuns
{
    void Attach(ExecutionService executions);

    ValueTask<MapRunDescription?> DescribeAsync(string mapRunArn, CancellationToken cancellation);

    ValueTask<IReadOnlyList<MapRunDescription>> ListAsync(string executionArn, CancellationToken cancellation);

    ValueTask<bool> UpdateAsync(string mapRunArn, MapRunChange change, CancellationToken cancellation);
}
