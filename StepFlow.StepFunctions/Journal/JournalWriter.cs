using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace StepFlow.StepFunctions.Journal;

/// <summary>
/// The one writer of the journal, on a thread of its own. It takes all appends that wait into one transaction, so that those who
/// come while the disk is busy share the next commit.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private const int LargestGroup = 1_000;
    private readonly BlockingCollection<PendingAppend> _waiting = [];
    private readonly List<PendingAppend> _group = [];
    private readonly SqliteConnection _connection;
    private readonly JournalStatements _statements;
    private readonly Thread _thread;

    public JournalWriter(SqliteConnection connection)
    {
        _connection = connection;
        _statements = new(connection);
        _thread = new(Run) { IsBackground = true, Name = "StepFlow journal" };
        _thread.Start();
    }

    public Task AppendAsync(PendingAppend append)
    {
        try
        {
            _waiting.Add(append);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(SqliteExecutionJournal), "The journal is closed.");
        }

        return append.Completion;
    }

    /// <summary>What waits is still written.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _statements.Dispose();
        _connection.Dispose();
        _waiting.Dispose();
    }

    private void Run()
    {
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            _group.Clear();
            _group.Add(first);
            while (_group.Count < LargestGroup && _waiting.TryTake(out var next))
            {
                _group.Add(next);
            }

            WriteGroup();
        }
    }

    private void WriteGroup()
    {
        var failure = Write(_group);
        if (failure is null)
        {
            _group.ForEach(a => a.Complete());
        }
        else if (_group.Count is 1)
        {
            _group[0].Fail(failure);
        }
        else
        {
            // One of them cannot be written: the others must not suffer for it.
            foreach (var append in _group)
            {
                WriteAlone(append);
            }
        }
    }

    private void WriteAlone(PendingAppend append)
    {
        if (Write([append]) is { } failure)
        {
            append.Fail(failure);
        }
        else
        {
            append.Complete();
        }
    }

    private Exception? Write(List<PendingAppend> group)
    {
        try
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var append in group)
            {
                append.IsConflict = !_statements.Append(transaction, append);
            }

            transaction.Commit();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
