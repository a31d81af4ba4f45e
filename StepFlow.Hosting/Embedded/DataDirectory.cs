using StepFlow.StepFunctions.Journal;

namespace StepFlow.Hosting.Embedded;

/// <summary>The folder that keeps state machines and executions between two starts.</summary>
internal static class DataDirectory
{
    // Deleting is only safe where one of these says that the folder is ours.
    private static readonly string[] Own = ["stepflow.lock", "stepflow.db"];

    /// <summary>Makes the folder ready, emptied first when asked for; null where nothing is to be kept.</summary>
    public static string? Prepare(HostSettings settings)
    {
        if (settings.IsEphemeral)
        {
            return null;
        }

        var folder = settings.DataDirectory;
        try
        {
            if (settings.IsReset && Directory.Exists(folder))
            {
                Empty(folder);
            }

            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, ".gitignore"), "*\n");
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder '{folder}' (StepFlow:Data) cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Deletes what the folder keeps; nobody may be working with it.</summary>
    public static void Empty(string folder)
    {
        var entries = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).ToList();
        if (entries is not ([] or [".gitignore"]) && !Own.Any(entries.Contains))
        {
            throw new StartException($"--reset would empty '{folder}' (StepFlow:Data), but that folder was not made by StepFlow. Empty it by hand, or choose another.");
        }

        // Held for a moment, to be sure that nobody works with it.
        using (DataFolder.Open(folder))
        {
        }

        Directory.Delete(folder, recursive: true);
    }
}
