using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Feed;

/// <summary>What a subscription to the change feed brings.</summary>
public abstract record FeedItem
{
    private FeedItem()
    {
    }

    /// <summary>A durable turn of an execution: its row now, and the events that made it so.</summary>
    public sealed record Changed(ExecutionDescription Row, IReadOnlyList<ExecutionEvent> Events) : FeedItem;

    /// <summary>The reader was too slow: this many changes are not told. Ask anew for what is shown.</summary>
    public sealed record Missed(long Count) : FeedItem;
}
