using StepFlow.Language.Errors;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Running;

/// <summary>Says that distributed Maps cannot be run here.</summary>
public sealed class NoMapRuns : IMapRunDirectory
{
    public void Attach(ExecutionService executions)
    {
    }

    public void Start(ExecutionRunner parent, int frame, int work, string mapRunArn, bool redrive) => parent.Post(new Arrival.MapRunEnded(
        work, TaskOutcome.Fail(StatesError.Runtime, "StepFlow cannot run distributed Map states in this configuration.")));

    public void AbortOf(string executionArn)
    {
    }

    public ValueTask<MapRunDescription?> DescribeAsync(string mapRunArn, CancellationToken cancellation) => ValueTask.FromResult<MapRunDescription?>(null);

    public ValueTask<IReadOnlyList<MapRunDescription>> ListAsync(string executionArn, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<MapRunDescription>>([]);

    public ValueTask<bool> UpdateAsync(string mapRunArn, MapRunChange change, CancellationToken cancellation) => ValueTask.FromResult(false);

    public IReadOnlyList<MapRunWait> Waits() => [];
}
