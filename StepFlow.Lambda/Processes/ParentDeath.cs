using System.Diagnostics;

namespace StepFlow.Lambda.Processes;

/// <summary>
/// Lets a child end with its parent, even when the parent is killed. Everywhere the child's standard input closes, which
/// StepFlow.Functions watches. On Linux <c>setpriv</c> adds the kernel's parent-death signal, which also ends programs that
/// do not look at their input. Windows (a job object) and macOS have only the closing input here: unverified there.
/// </summary>
internal static class ParentDeath
{
    /// <summary>Tells a function of StepFlow.Functions to end when its standard input does.</summary>
    public const string WatchInputVariable = "STEPFLOW_PARENT_STDIN";

    private static readonly Lazy<string?> SetPriv = new(FindSetPriv);

    public static void Bind(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.Environment[WatchInputVariable] = "1";
        if (SetPriv.Value is { } setPriv)
        {
            string[] wrapped = ["--pdeathsig", "KILL", "--", start.FileName, .. start.ArgumentList];
            start.FileName = setPriv;
            start.ArgumentList.Clear();
            foreach (var argument in wrapped)
            {
                start.ArgumentList.Add(argument);
            }
        }
    }

    private static string? FindSetPriv()
    {
        if (!OperatingSystem.IsLinux() || SearchPath.Find("setpriv") is not { } path)
        {
            return null;
        }

        try
        {
            // BusyBox has an applet of the same name that does not know the option.
            using var probe = Process.Start(new ProcessStartInfo(path, ["--pdeathsig", "KILL", "--", "/bin/sh", "-c", "exit 0"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            return probe is not null && probe.WaitForExit(milliseconds: 2000) && probe.ExitCode == 0 ? path : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
