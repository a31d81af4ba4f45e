namespace StepFlow.StepFunctions.Journal;

/// <summary>
/// The folder that keeps state machines and executions, or none where they live in memory. It belongs to one process at a time:
/// an execution has one writer.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(string? path, FileStream? held)
    {
        DatabasePath = path is null ? null : Path.Combine(path, "stepflow.db");
        _lock = held;
    }

    /// <summary>The SQLite file; null where nothing is kept.</summary>
    public string? DatabasePath { get; }

    /// <summary>Takes the folder for this process, making it where it is missing; null keeps nothing.</summary>
    public static DataFolder Open(string? path)
    {
        if (path is null)
        {
            return new(path: null, held: null);
        }

        var folder = Directory.CreateDirectory(path).FullName;
        var owner = Path.Combine(folder, "stepflow.pid");
        FileStream held;
        try
        {
            held = new(Path.Combine(folder, "stepflow.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new DataFolderInUseException(folder, File.Exists(owner) ? File.ReadAllText(owner) : null, e);
        }

        File.WriteAllText(owner, Environment.ProcessId.ToString());
        return new(folder, held);
    }

    public void Dispose() => _lock?.Dispose();
}

/// <summary>Another process works with the same data folder.</summary>
public sealed class DataFolderInUseException(string folder, string? processId, Exception inner) : Exception(
    $"The data folder {folder} is in use by another StepFlow{(processId is null ? "" : $" (process {processId})")}. "
    + "Stop that one, or give this one a data folder of its own.", inner);
