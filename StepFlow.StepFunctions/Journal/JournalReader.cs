using Microsoft.Data.Sqlite;
using StepFlow.StepFunctions.Browsing;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Journal;

/// <summary>One reading connection. Readers see the last commit and never wait for the writer.</summary>
internal sealed class JournalReader(SqliteConnection connection) : IDisposable
{
    private const string SelectRow = "SELECT summary, data FROM execution WHERE arn = $arn";
    private const string SelectTurns = """
        SELECT t.format, t.body FROM execution e
        JOIN execution_turn t ON t.id BETWEEN e.sequence * $turns AND e.sequence * $turns + $turns - 1
        WHERE e.arn = $arn ORDER BY t.id
        """;

    private const string SelectStretch = """
        SELECT t.format, t.body FROM execution e
        JOIN execution_turn t ON t.id BETWEEN e.sequence * $turns + $first AND e.sequence * $turns + $last
        WHERE e.arn = $arn ORDER BY t.id
        """;

    private const string SelectTurnCount = """
        SELECT (SELECT id FROM execution_turn WHERE id BETWEEN e.sequence * $turns AND e.sequence * $turns + $turns - 1 ORDER BY id DESC LIMIT 1)
            - e.sequence * $turns + 1
        FROM execution e WHERE e.arn = $arn
        """;

    private const string SelectCounts = "SELECT machine, status, count(*) FROM execution WHERE map_run IS NULL GROUP BY status, machine";

    private const string SelectRunning = "SELECT arn FROM execution WHERE status = 'Running' ORDER BY sequence";
    private const string SelectLast = "SELECT coalesce(max(sequence), 0) FROM execution";

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public ExecutionDescription? Find(string executionArn)
    {
        using var reader = Query(SelectRow, ("$arn", executionArn));
        return reader.Read() ? JournalFormat.DecodeRow(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    public StoredExecution? Read(string executionArn)
    {
        using var reader = Query(SelectTurns, ("$arn", executionArn), ("$turns", JournalSchema.TurnsPerExecution));
        List<ExecutionEvent> events = [];
        var turns = 0;
        for (; reader.Read(); turns++)
        {
            events.AddRange(JournalFormat.Decode(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)));
        }

        return turns is 0 ? null : new(events, turns);
    }

    public IReadOnlyList<ExecutionDescription> List(ExecutionQuery query)
    {
        if (KeyOf(query) is not { } key)
        {
            return [];
        }

        // Every filter is a condition of its own, so that each combination is one statement, prepared once.
        List<(string Name, object Value)> parameters = [("$key", key.Value), ("$limit", query.Limit)];
        var sql = $"SELECT summary FROM execution WHERE {key.Column} = $key";
        if (query.StateMachineArn is not null)
        {
            sql += " AND map_run IS NULL";
        }

        Filter("status = $status", "$status", query.Status?.ToString());
        Filter("(redrives > 0) = $redriven", "$redriven", query.Redriven);
        Filter("sequence < $before", "$before", query.Before);
        using var reader = Query(sql + " ORDER BY sequence DESC LIMIT $limit", [.. parameters]);
        List<ExecutionDescription> rows = [];
        while (reader.Read())
        {
            rows.Add(JournalFormat.DecodeSummary(reader.GetFieldValue<byte[]>(0)));
        }

        return rows;

        void Filter(string condition, string name, object? value)
        {
            if (value is not null)
            {
                sql += $" AND {condition}";
                parameters.Add((name, value));
            }
        }
    }

    public StoredTurns? ReadTurns(string executionArn, int first, int count)
    {
        int total;
        using (var counted = Query(SelectTurnCount, ("$arn", executionArn), ("$turns", JournalSchema.TurnsPerExecution)))
        {
            if (!counted.Read() || counted.IsDBNull(0))
            {
                return null;
            }

            total = counted.GetInt32(0);
        }

        List<IReadOnlyList<ExecutionEvent>> turns = [];
        using var reader = Query(
            SelectStretch,
            ("$arn", executionArn), ("$turns", JournalSchema.TurnsPerExecution), ("$first", first), ("$last", (long)first + count - 1));
        while (reader.Read())
        {
            turns.Add(JournalFormat.Decode(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1)));
        }

        return new(turns, Math.Max(total, first + turns.Count));
    }

    public IReadOnlyList<ExecutionDescription> ListAll(ExecutionFilter filter)
    {
        var (sql, parameters) = FilterStatement.Of(filter);
        using var reader = Query(sql, parameters);
        List<ExecutionDescription> rows = [];
        while (reader.Read())
        {
            rows.Add(JournalFormat.DecodeSummary(reader.GetFieldValue<byte[]>(0)));
        }

        return rows;
    }

    public IReadOnlyList<ExecutionCount> Count()
    {
        using var reader = Query(SelectCounts);
        List<ExecutionCount> counts = [];
        while (reader.Read())
        {
            counts.Add(new(reader.GetString(0), Enum.Parse<ExecutionStatus>(reader.GetString(1)), reader.GetInt64(2)));
        }

        return counts;
    }

    public IReadOnlyList<string> ListRunning()
    {
        using var reader = Query(SelectRunning);
        List<string> arns = [];
        while (reader.Read())
        {
            arns.Add(reader.GetString(0));
        }

        return arns;
    }

    public long LastSequence()
    {
        using var reader = Query(SelectLast);
        reader.Read();
        return reader.GetInt64(0);
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private static (string Column, string Value)? KeyOf(ExecutionQuery query) => query switch
    {
        { MapRunArn: { } mapRun } => ("map_run", mapRun),
        { StateMachineVersionArn: { } version } => ("version", version),
        { StateMachineAliasArn: { } alias } => ("alias", alias),
        { StateMachineArn: { } machine } => ("machine", machine),
        _ => null,
    };

    private SqliteDataReader Query(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands[sql] = command = new(sql, connection);
            foreach (var (name, _) in parameters)
            {
                command.Parameters.Add(new() { ParameterName = name });
            }
        }

        foreach (var (name, value) in parameters)
        {
            command.Parameters[name].Value = value;
        }

        return command.ExecuteReader();
    }
}
