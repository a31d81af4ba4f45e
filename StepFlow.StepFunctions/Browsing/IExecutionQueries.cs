using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Browsing;

/// <summary>
/// What somebody who looks on may ask beyond AWS's operations: executions of all state machines, and all that happened to one of them.
/// Standard executions come from the journal; Express executions, of which AWS tells nothing, as far as they are kept in memory.
/// </summary>
public interface IExecutionQueries
{
    /// <summary>
    /// Newest first, without the children of Map Runs; rows of Standard executions without input and output.
    /// For the next page, <see cref="ExecutionFilter.Before"/> is the last row's <see cref="ExecutionDescription.Sequence"/>.
    /// </summary>
    ValueTask<IReadOnlyList<ExecutionDescription>> ListAsync(ExecutionFilter filter, CancellationToken cancellation);

    /// <summary>How many Standard executions each state machine has in each status; no entry where it has none.</summary>
    ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(CancellationToken cancellation);

    /// <summary>
    /// Express executions of this process that are not kept, because too many started in the same second: beside those in the list there
    /// were so many more.
    /// </summary>
    long ExpressLeftOut { get; }

    /// <summary>One execution with input and output, Standard or Express; null where there is none of that ARN, or none any more.</summary>
    ValueTask<ExecutionDescription?> FindAsync(string executionArn, CancellationToken cancellation);

    /// <summary>
    /// A stretch of an execution's journal: AWS's events and our own between them, whole turns until there are about
    /// <paramref name="events"/> events. <see cref="HistoryView.HistoryProjection"/> shows them as AWS does, fed in order from turn 0.
    /// Null: no such execution.
    /// </summary>
    /// <param name="fromTurn">0, or <see cref="JournalStretch.NextTurn"/> of the stretch before.</param>
    ValueTask<JournalStretch?> ReadAsync(string executionArn, int fromTurn, int events, CancellationToken cancellation);
}

/// <summary>Which executions to list; null asks for all.</summary>
public sealed record ExecutionFilter
{
    public string? StateMachineArn { get; init; }

    public ExecutionStatus? Status { get; init; }

    /// <summary>How the execution's name begins; letters in their case.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>Only executions whose <see cref="ExecutionDescription.Sequence"/> is smaller.</summary>
    public long? Before { get; init; }

    public required int Limit { get; init; }

    internal bool Selects(ExecutionDescription row) =>
        row.MapRunArn is null
        && (StateMachineArn is null || row.StateMachineArn == StateMachineArn)
        && (Status is null || row.Status == Status)
        && (NamePrefix is null || row.Name.StartsWith(NamePrefix, StringComparison.Ordinal))
        && (Before is null || row.Sequence < Before);
}

/// <summary>How many executions of a state machine are in a status.</summary>
public sealed record ExecutionCount(string StateMachineArn, ExecutionStatus Status, long Count);

/// <param name="Events">In the order they happened.</param>
/// <param name="NextTurn">Where to read on, now or when the execution has gone further.</param>
/// <param name="HasMore">More turns are there already.</param>
/// <param name="IsComplete">False where later events were let go: an Express execution that grew too large to be kept.</param>
public sealed record JournalStretch(IReadOnlyList<ExecutionEvent> Events, int NextTurn, bool HasMore, bool IsComplete = true);
