using Microsoft.Data.Sqlite;

namespace StepFlow.StepFunctions.Journal;

/// <summary>The journal's tables. Other tables may live in the same file.</summary>
internal static class JournalSchema
{
    /// <summary>Turns an execution can have: the key of a turn is the execution's sequence number and the turn's, in one number.</summary>
    public const long TurnsPerExecution = 1L << 32;

    // One row per execution, in the order of starts, and one per turn, stored in the order of executions, so reading a journal
    // is reading one stretch of the file. The summary stands before the data, so lists never touch the data.
    private const string CreateTables = """
        CREATE TABLE IF NOT EXISTS journal_format (version INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS execution (
            sequence  INTEGER PRIMARY KEY,
            arn       TEXT NOT NULL UNIQUE,
            machine   TEXT NOT NULL,
            version   TEXT,
            alias     TEXT,
            map_run   TEXT,
            status    TEXT NOT NULL,
            redrives  INTEGER NOT NULL,
            summary   BLOB NOT NULL,
            data      BLOB NOT NULL
        );
        CREATE INDEX IF NOT EXISTS execution_by_machine ON execution (machine) WHERE map_run IS NULL;
        CREATE INDEX IF NOT EXISTS execution_by_status ON execution (status, machine) WHERE map_run IS NULL;
        CREATE INDEX IF NOT EXISTS execution_by_version ON execution (version) WHERE version IS NOT NULL;
        CREATE INDEX IF NOT EXISTS execution_by_alias ON execution (alias) WHERE alias IS NOT NULL;
        CREATE INDEX IF NOT EXISTS execution_by_map_run ON execution (map_run) WHERE map_run IS NOT NULL;
        CREATE INDEX IF NOT EXISTS execution_running ON execution (sequence) WHERE status = 'Running';
        CREATE TABLE IF NOT EXISTS execution_turn (
            id      INTEGER PRIMARY KEY,
            format  INTEGER NOT NULL,
            body    BLOB NOT NULL
        );
        """;

    // FULL: a commit returns when the log is on disk. Checkpoints are rarer than by default, since each costs two more syncs.
    private const string Settings = """
        PRAGMA busy_timeout = 30000;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA temp_store = MEMORY;
        """;

    public static long TurnKey(long sequence, int turn) => (sequence * TurnsPerExecution) + turn;

    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, Settings);
        return connection;
    }

    /// <summary>Makes the tables where they are missing; refuses those of a later StepFlow.</summary>
    public static void Prepare(SqliteConnection connection)
    {
        Execute(connection, CreateTables);
        using var select = new SqliteCommand("SELECT max(version) FROM journal_format", connection);
        if (select.ExecuteScalar() is long version)
        {
            JournalFormat.Require((int)version);
        }
        else
        {
            Execute(connection, $"INSERT INTO journal_format VALUES ({JournalFormat.Version})");
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
