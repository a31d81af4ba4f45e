using System.Collections.Immutable;
using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.Feed;

/// <summary>Live changes of executions for whoever looks on. Costs nothing while nobody does, and never holds an execution up.</summary>
public sealed class ExecutionFeed : IExecutionObserver
{
    private ImmutableArray<FeedSubscription> _subscriptions = [];

    /// <param name="wants">Which executions; null for all.</param>
    /// <param name="capacity">Changes that may wait for the reader.</param>
    public FeedSubscription Subscribe(Func<ExecutionDescription, bool>? wants = null, int capacity = 1_000)
    {
        var subscription = new FeedSubscription(wants, capacity, Leave);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        return subscription;
    }

    public void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row)
    {
        var subscriptions = _subscriptions;
        if (subscriptions.IsEmpty)
        {
            return;
        }

        var change = new FeedItem.Changed(row, events);
        foreach (var subscription in subscriptions)
        {
            subscription.Offer(change);
        }
    }

    private void Leave(FeedSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, left) => all.Remove(left), subscription);
}
