namespace StepFlow.Lambda.Processes;

/// <summary>Finds a program as a shell would.</summary>
public static class SearchPath
{
    public static string? Find(string program, string? workingDirectory = null)
    {
        if (program.Contains(Path.DirectorySeparatorChar) || program.Contains(Path.AltDirectorySeparatorChar))
        {
            var path = Path.GetFullPath(program, workingDirectory ?? Directory.GetCurrentDirectory());
            return WithExtension(path);
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => WithExtension(Path.Combine(folder, program)))
            .FirstOrDefault(found => found is not null);
    }

    private static string? WithExtension(string path) =>
        File.Exists(path) ? path
        : OperatingSystem.IsWindows() && File.Exists(path + ".exe") ? path + ".exe"
        : null;
}
