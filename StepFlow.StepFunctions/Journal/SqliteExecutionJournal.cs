using System.Collections.Concurrent;
using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Journal;

/// <summary>A journal in a SQLite file, which it may share with other tables of this process.</summary>
public sealed class SqliteExecutionJournal : IExecutionJournal, IDisposable
{
    private readonly string _path;
    private readonly JournalWriter _writer;
    private readonly ConcurrentBag<JournalReader> _readers = [];
    private int _disposed;

    public SqliteExecutionJournal(string path)
    {
        _path = path;
        var connection = JournalSchema.Open(path);
        try
        {
            JournalSchema.Prepare(connection);
            _writer = new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public ValueTask AppendAsync(
        string executionArn, int turn, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row, CancellationToken cancellation) =>
        new(_writer.AppendAsync(new(row, turn, JournalFormat.Encode(events))));

    public ValueTask<StoredExecution?> ReadAsync(string executionArn, CancellationToken cancellation) => Read(r => r.Read(executionArn));

    public ValueTask<StoredTurns?> ReadTurnsAsync(string executionArn, int first, int count, CancellationToken cancellation) =>
        Read(r => r.ReadTurns(executionArn, first, count));

    public ValueTask<ExecutionDescription?> FindAsync(string executionArn, CancellationToken cancellation) => Read(r => r.Find(executionArn));

    public ValueTask<IReadOnlyList<ExecutionDescription>> ListAsync(ExecutionQuery query, CancellationToken cancellation) => Read(r => r.List(query));

    public ValueTask<IReadOnlyList<ExecutionDescription>> ListAllAsync(ExecutionFilter filter, CancellationToken cancellation) =>
        Read(r => r.ListAll(filter));

    public ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(CancellationToken cancellation) => Read(r => r.Count());

    public ValueTask<IReadOnlyList<string>> ListRunningAsync(CancellationToken cancellation) => Read(r => r.ListRunning());

    public ValueTask<long> LastSequenceAsync(CancellationToken cancellation) => Read(r => r.LastSequence());

    /// <summary>Writes what waits to be written, then closes the file.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) is 1)
        {
            return;
        }

        _writer.Dispose();
        CloseReaders();
    }

    private ValueTask<T> Read<T>(Func<JournalReader, T> read)
    {
        // A reader opened now would make the file anew, where its folder has been deleted since.
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) is 1, this);
        if (!_readers.TryTake(out var reader))
        {
            reader = new(JournalSchema.Open(_path));
        }

        try
        {
            return ValueTask.FromResult(read(reader));
        }
        finally
        {
            _readers.Add(reader);
            if (Volatile.Read(ref _disposed) is 1)
            {
                CloseReaders();
            }
        }
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }
}
