using System.Collections.Immutable;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Feed;

/// <summary>
/// Tells whoever looks on that executions change, when the change is durable. Costs nothing while nobody does, and never holds an
/// execution up.
/// </summary>
public sealed class ExecutionFeed : IExecutionObserver
{
    private ImmutableArray<FeedWatch> _watches = [];

    /// <param name="wants">Which executions, asked on the thread of each change; null for all.</param>
    public FeedWatch Watch(Func<ExecutionDescription, bool>? wants = null)
    {
        var watch = new FeedWatch(wants, Leave);
        ImmutableInterlocked.Update(ref _watches, static (all, added) => all.Add(added), watch);
        return watch;
    }

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        foreach (var watch in _watches)
        {
            watch.Offer(row);
        }
    }

    private void Leave(FeedWatch watch) => ImmutableInterlocked.Update(ref _watches, static (all, left) => all.Remove(left), watch);
}
