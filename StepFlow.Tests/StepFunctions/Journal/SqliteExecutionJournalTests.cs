using Microsoft.Data.Sqlite;
using StepFlow.StepFunctions.Journal;
using Xunit;

namespace StepFlow.Tests.StepFunctions.Journal;

public sealed class SqliteExecutionJournalTests : ExecutionJournalContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stepflow-");
    private SqliteExecutionJournal _journal;

    public SqliteExecutionJournalTests() => _journal = new(Database);

    protected override IExecutionJournal Journal => _journal;

    private string Database => Path.Combine(_folder.FullName, "stepflow.db");

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_the_file_was_opened_again()
    {
        var row = Row("run");
        await _journal.AppendAsync(row.ExecutionArn, 0, [Event(1)], row, TestContext.Current.CancellationToken);

        Reopen();

        Assert.Equal(row, await _journal.FindAsync(row.ExecutionArn, TestContext.Current.CancellationToken));
        Assert.Equal(1, await _journal.LastSequenceAsync(TestContext.Current.CancellationToken));
        Assert.Equal([row.ExecutionArn], await _journal.ListRunningAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_of_a_later_format_is_refused()
    {
        Sql("UPDATE journal_format SET version = 7");

        var refusal = Assert.Throws<JournalFormatException>(Reopen);

        Assert.Contains("format 7", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_a_later_format_is_refused()
    {
        var row = Row("run");
        await _journal.AppendAsync(row.ExecutionArn, 0, [Event(1)], row, TestContext.Current.CancellationToken);
        Sql("UPDATE execution_turn SET format = 9");

        await Assert.ThrowsAsync<JournalFormatException>(async () => await _journal.ReadAsync(row.ExecutionArn, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_append_that_cannot_be_written_does_not_take_its_group_along()
    {
        var rows = Enumerable.Range(0, 16).Select(i => Row($"run-{i}")).ToList();
        var taken = rows[0] with { ExecutionArn = "arn:intruder", Name = "intruder" };

        var appends = rows.Append(taken).Select(r => _journal.AppendAsync(r.ExecutionArn, 0, [Event(1)], r, TestContext.Current.CancellationToken).AsTask()).ToList();
        await Task.WhenAll(appends[..16]);

        await Assert.ThrowsAsync<SqliteException>(() => appends[16]);
    }

    [Fact]
    public async Task Nobody_writes_to_a_closed_journal()
    {
        _journal.Dispose();

        var row = Row("late");
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await _journal.AppendAsync(row.ExecutionArn, 0, [Event(1)], row, TestContext.Current.CancellationToken));
        _journal = new(Database);
    }

    private void Reopen()
    {
        _journal.Dispose();
        try
        {
            _journal = new(Database);
        }
        catch
        {
            Sql($"UPDATE journal_format SET version = {JournalFormat.Version}");
            _journal = new(Database);
            throw;
        }
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
