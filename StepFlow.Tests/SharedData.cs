using Xunit;

namespace StepFlow.Tests;

/// <summary>The recorded data that lies beside the repository. Absent data skips a test, or fails it under STEPFLOW_STRICT=1.</summary>
public static class SharedData
{
    public static string Folder { get; } = Find();

    public static bool IsStrict => Environment.GetEnvironmentVariable("STEPFLOW_STRICT") is "1";

    /// <summary>The full path of a file or folder of the shared data, or the end of this test.</summary>
    public static string Require(params ReadOnlySpan<string> parts)
    {
        var path = Path.Combine([Folder, .. parts]);
        if (Path.Exists(path))
        {
            return path;
        }

        if (IsStrict)
        {
            Assert.Fail($"{path} is missing, and STEPFLOW_STRICT=1 makes that a failure.");
        }

        Assert.Skip($"{path} is not there: the shared data lies beside the repository, or where STEPFLOW_SHARED says.");
        throw new InvalidOperationException("unreachable");
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("STEPFLOW_SHARED") is { Length: > 0 } set)
        {
            return set;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "StepFlow.sln")))
        {
            folder = folder.Parent;
        }

        // A git worktree may lie one level deeper than the repository itself.
        for (var above = folder?.Parent; above is not null; above = above.Parent)
        {
            var shared = Path.Combine(above.FullName, "shared");
            if (Directory.Exists(shared))
            {
                return shared;
            }
        }

        return Path.Combine(folder?.Parent?.FullName ?? AppContext.BaseDirectory, "shared");
    }
}
