using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Journal;

/// <summary>Where executions are kept: their events, turn by turn, and one row each to list and describe them by.</summary>
public interface IExecutionJournal : IHistoryTurns
{
    /// <summary>
    /// Appends one turn and replaces the execution's row, both or neither. Completed means durable.
    /// A turn that is not the next one, because a second writer has written it or because the one before it is missing, is refused
    /// with <see cref="JournalConflictException"/>.
    /// </summary>
    /// <param name="turn">Number of the turn, from 0.</param>
    ValueTask AppendAsync(string executionArn, int turn, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row, CancellationToken cancellation);

    /// <summary>All events of an execution in order, and how many turns they came in; null where there is no such execution.</summary>
    ValueTask<StoredExecution?> ReadAsync(string executionArn, CancellationToken cancellation);

    ValueTask<ExecutionDescription?> FindAsync(string executionArn, CancellationToken cancellation);

    /// <summary>Newest first, without input and output.</summary>
    ValueTask<IReadOnlyList<ExecutionDescription>> ListAsync(ExecutionQuery query, CancellationToken cancellation);

    /// <summary>Of all state machines, newest first, without input and output and without the children of Map Runs.</summary>
    ValueTask<IReadOnlyList<ExecutionDescription>> ListAllAsync(ExecutionFilter filter, CancellationToken cancellation);

    /// <summary>How many executions each state machine has in each status, without the children of Map Runs; none where it has none.</summary>
    ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(CancellationToken cancellation);

    /// <summary>The executions that have not ended, oldest first: what a restart takes up again.</summary>
    ValueTask<IReadOnlyList<string>> ListRunningAsync(CancellationToken cancellation);

    /// <summary>The largest sequence number used so far; 0 where nothing has been started yet.</summary>
    ValueTask<long> LastSequenceAsync(CancellationToken cancellation);
}

public sealed record StoredExecution(IReadOnlyList<ExecutionEvent> Events, int Turns);

/// <summary>Somebody else has written to this execution: there must be one writer.</summary>
public sealed class JournalConflictException(string executionArn, int turn)
    : Exception($"Turn {turn} of {executionArn} is not the next one to be written.");
