using Microsoft.Data.Sqlite;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>Map Runs in a table of the SQLite file that holds the executions.</summary>
internal sealed class SqliteMapRunStore : IMapRunStore, IDisposable
{
    private const string CreateTable = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = 30000;
        CREATE TABLE IF NOT EXISTS map_run (
            arn       TEXT PRIMARY KEY,
            execution TEXT NOT NULL,
            sequence  INTEGER NOT NULL,
            body      TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS map_run_by_execution ON map_run (execution);
        """;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    public SqliteMapRunStore(string path)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using var command = Command(CreateTable);
        command.ExecuteNonQuery();
    }

    public MapRunDescription? Find(string mapRunArn) => Read("SELECT body FROM map_run WHERE arn = $arn", ("$arn", mapRunArn)).SingleOrDefault();

    public IReadOnlyList<MapRunDescription> OfExecution(string executionArn) =>
        Read("SELECT body FROM map_run WHERE execution = $execution", ("$execution", executionArn));

    public long LastSequence()
    {
        lock (_gate)
        {
            using var command = Command("SELECT ifnull(max(sequence), 0) FROM map_run");
            return (long)command.ExecuteScalar()!;
        }
    }

    public void Save(MapRunDescription run)
    {
        lock (_gate)
        {
            using var command = Command(
                "INSERT INTO map_run VALUES ($arn, $execution, $sequence, $body) ON CONFLICT (arn) DO UPDATE SET body = excluded.body",
                ("$arn", run.MapRunArn),
                ("$execution", run.ExecutionArn),
                ("$sequence", run.Sequence),
                ("$body", StoredMapRun.ToJson(run).ToString()));
            command.ExecuteNonQuery();
        }
    }

    public void Dispose() => _connection.Dispose();

    private List<MapRunDescription> Read(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        lock (_gate)
        {
            using var command = Command(sql, parameters);
            using var reader = command.ExecuteReader();
            List<MapRunDescription> runs = [];
            while (reader.Read())
            {
                runs.Add(StoredMapRun.FromJson((JsonObject)JsonValue.Parse(reader.GetString(0))));
            }

            return runs;
        }
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = new SqliteCommand(sql, _connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
