using System.Diagnostics;
using Microsoft.Data.Sqlite;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>A catalog in a SQLite file, which it may share with other tables of this process.</summary>
public sealed class SqliteCatalogStore : ICatalogStore, IDisposable
{
    // catalog_state_machine and catalog_activity hold what is there now; a revision is written once and stays.
    private const string CreateTables = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA busy_timeout = 30000;
        CREATE TABLE IF NOT EXISTS catalog_state_machine (arn TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS catalog_activity (arn TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS catalog_revision (
            arn         TEXT NOT NULL,
            revision_id TEXT NOT NULL,
            body        TEXT NOT NULL,
            PRIMARY KEY (arn, revision_id)
        ) WITHOUT ROWID;
        """;

    private const string SelectStateMachines = "SELECT body FROM catalog_state_machine";
    private const string SelectActivities = "SELECT body FROM catalog_activity";
    private const string SelectRevision = "SELECT body FROM catalog_revision WHERE arn = $arn AND revision_id = $id";
    private const string SaveStateMachine = "INSERT INTO catalog_state_machine VALUES ($arn, $body) ON CONFLICT (arn) DO UPDATE SET body = excluded.body";
    private const string SaveActivity = "INSERT INTO catalog_activity VALUES ($arn, $body) ON CONFLICT (arn) DO UPDATE SET body = excluded.body";
    private const string SaveRevision = "INSERT INTO catalog_revision VALUES ($arn, $id, $body)";
    private const string RemoveStateMachine = "DELETE FROM catalog_state_machine WHERE arn = $arn";
    private const string RemoveActivity = "DELETE FROM catalog_activity WHERE arn = $arn";

    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    public SqliteCatalogStore(string path)
    {
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute(null, CreateTables);
    }

    public CatalogContents Load()
    {
        lock (_gate)
        {
            return new(
                [.. Read(SelectStateMachines).Select(StateMachine.FromJson)],
                [.. Read(SelectActivities).Select(ActivityResource.FromJson)]);
        }
    }

    public StateMachineRevision? FindRevision(string stateMachineArn, string revisionId)
    {
        lock (_gate)
        {
            return Read(SelectRevision, ("$arn", stateMachineArn), ("$id", revisionId)).Select(StateMachineRevision.FromJson).SingleOrDefault();
        }
    }

    public void Save(CatalogChange change)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            Apply(transaction, change);
            transaction.Commit();
        }
    }

    public void Dispose() => _connection.Dispose();

    private void Apply(SqliteTransaction transaction, CatalogChange change)
    {
        switch (change)
        {
            case CatalogChange.StateMachineSaved { Machine: var machine, NewRevision: var revision }:
                Execute(transaction, SaveStateMachine, ("$arn", machine.Arn), ("$body", machine.ToJson().ToString()));
                if (revision is not null)
                {
                    Execute(transaction, SaveRevision, ("$arn", revision.StateMachineArn), ("$id", revision.RevisionId), ("$body", revision.ToJson().ToString()));
                }

                break;
            case CatalogChange.StateMachineRemoved { Arn: var arn }:
                Execute(transaction, RemoveStateMachine, ("$arn", arn));
                break;
            case CatalogChange.ActivitySaved { Activity: var activity }:
                Execute(transaction, SaveActivity, ("$arn", activity.Arn), ("$body", activity.ToJson().ToString()));
                break;
            case CatalogChange.ActivityRemoved { Arn: var arn }:
                Execute(transaction, RemoveActivity, ("$arn", arn));
                break;
            default:
                throw new UnreachableException($"Unknown change {change.GetType().Name}");
        }
    }

    private void Execute(SqliteTransaction? transaction, string sql, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private List<JsonObject> Read(string sql, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        List<JsonObject> bodies = [];
        while (reader.Read())
        {
            bodies.Add((JsonObject)JsonValue.Parse(reader.GetString(0)));
        }

        return bodies;
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var command = new SqliteCommand(sql, _connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
