using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Journal;

/// <summary>One turn on its way to disk.</summary>
internal sealed class PendingAppend(ExecutionDescription row, int turn, byte[] body)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ExecutionDescription Row => row;

    public int Turn => turn;

    public byte[] Body => body;

    /// <summary>The row as it is stored; null where the stored one is still true.</summary>
    public byte[]? Summary { get; } = RowChanges(row, turn) ? JournalFormat.EncodeSummary(row) : null;

    public byte[]? Data { get; } = RowChanges(row, turn) ? JournalFormat.EncodeData(row) : null;

    /// <summary>The turn was there already, or the one before it was missing: nothing has been written.</summary>
    public bool IsConflict { get; set; }

    public Task Completion => _completion.Task;

    public void Complete()
    {
        if (IsConflict)
        {
            _completion.SetException(new JournalConflictException(row.ExecutionArn, turn));
        }
        else
        {
            _completion.SetResult();
        }
    }

    public void Fail(Exception failure) => _completion.SetException(failure);

    // A row changes when its execution starts, ends or is redriven, and in no other turn.
    private static bool RowChanges(ExecutionDescription row, int turn) =>
        turn is 0 || row.Status is not ExecutionStatus.Running || row.RedriveCount > 0;
}
