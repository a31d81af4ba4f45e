namespace StepFlow.Hosting.Embedded;

/// <summary>The folder that keeps state machines and executions between two starts.</summary>
internal static class DataFolder
{
    // Deleting is only safe in a folder that says of itself that it is ours.
    private const string Marker = ".stepflow-data";

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
            File.WriteAllText(Path.Combine(folder, Marker), "StepFlow keeps executions here. --reset empties this folder.\n");
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder '{folder}' (StepFlow:Data) cannot be used: {e.Message}", e);
        }
    }

    private static void Empty(string folder)
    {
        if (Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, Marker)))
        {
            throw new StartException($"--reset would empty '{folder}' (StepFlow:Data), but that folder was not made by StepFlow. Empty it by hand, or choose another.");
        }

        Directory.Delete(folder, recursive: true);
    }
}
