namespace StepFlow.StepFunctions.Journal;

/// <summary>Reads executions by the turn.</summary>
public interface IHistoryTurns
{
    /// <summary>A stretch of an execution's turns, in order, fewer where it has no more; null where there is no such execution.</summary>
    /// <param name="first">Number of the first turn to read, from 0.</param>
    ValueTask<StoredTurns?> ReadTurnsAsync(string executionArn, int first, int count, CancellationToken cancellation);
}

/// <param name="Turns">The turns that were asked for, each a list of events.</param>
/// <param name="Total">How many turns the execution has by now.</param>
public sealed record StoredTurns(IReadOnlyList<IReadOnlyList<ExecutionEvent>> Turns, int Total);
