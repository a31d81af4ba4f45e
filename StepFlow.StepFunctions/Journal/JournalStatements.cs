using Microsoft.Data.Sqlite;

namespace StepFlow.StepFunctions.Journal;

/// <summary>The statements of the writer, prepared once.</summary>
internal sealed class JournalStatements : IDisposable
{
    private readonly Statement _insertExecution;
    private readonly Statement _updateExecution;
    private readonly Statement _insertTurn;

    public JournalStatements(SqliteConnection connection)
    {
        _insertExecution = new(connection,
            """
            INSERT INTO execution (sequence, arn, machine, version, alias, map_run, status, redrives, summary, data)
            VALUES ($sequence, $arn, $machine, $version, $alias, $mapRun, $status, $redrives, $summary, $data)
            ON CONFLICT (arn) DO NOTHING
            """,
            "$sequence", "$arn", "$machine", "$version", "$alias", "$mapRun", "$status", "$redrives", "$summary", "$data");

        // What a row says changes only together with its status or the number of its redrives.
        _updateExecution = new(connection,
            """
            UPDATE execution SET status = $status, redrives = $redrives, summary = $summary, data = $data
            WHERE sequence = $sequence AND (status <> $status OR redrives <> $redrives)
            """,
            "$sequence", "$status", "$redrives", "$summary", "$data");
        _insertTurn = new(connection,
            """
            INSERT INTO execution_turn (id, format, body) SELECT $id, $format, $body
            WHERE $first OR EXISTS (SELECT 1 FROM execution_turn WHERE id = $id - 1)
            ON CONFLICT (id) DO NOTHING
            """,
            "$id", "$format", "$body", "$first");
    }

    /// <summary>False, with nothing written, where this turn is not the next one.</summary>
    public bool Append(SqliteTransaction transaction, PendingAppend append)
    {
        var row = append.Row;
        if (append.Turn is 0 && _insertExecution.Execute(
            transaction, row.Sequence, row.ExecutionArn, row.StateMachineArn, row.StateMachineVersionArn, row.StateMachineAliasArn, row.MapRunArn,
            row.Status.ToString(), row.RedriveCount, append.Summary, append.Data) is 0)
        {
            return false;
        }

        if (_insertTurn.Execute(
            transaction, JournalSchema.TurnKey(row.Sequence, append.Turn), JournalFormat.Version, append.Body, append.Turn is 0) is 0)
        {
            return false;
        }

        if (append is { Turn: > 0, Summary: not null })
        {
            _updateExecution.Execute(transaction, row.Sequence, row.Status.ToString(), row.RedriveCount, append.Summary, append.Data);
        }

        return true;
    }

    public void Dispose()
    {
        _insertExecution.Dispose();
        _updateExecution.Dispose();
        _insertTurn.Dispose();
    }

    private sealed class Statement : IDisposable
    {
        private readonly SqliteCommand _command;

        public Statement(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
        {
            _command = new(sql, connection);
            foreach (var name in parameters)
            {
                _command.Parameters.Add(new() { ParameterName = name });
            }

            _command.Prepare();
        }

        /// <summary>Runs with these values, in the order of the parameters; returns the number of rows changed.</summary>
        public int Execute(SqliteTransaction transaction, params ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
            {
                _command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }

            _command.Transaction = transaction;
            return _command.ExecuteNonQuery();
        }

        public void Dispose() => _command.Dispose();
    }
}
