using System.ComponentModel;
using System.Diagnostics;
using StepFlow.Lambda.Processes;

namespace StepFlow.Hosting.Sam.Programs;

/// <summary>Which clients of the Runtime API are installed on this machine.</summary>
internal interface IInstalledClients
{
    /// <summary>The Python of a runtime's version, or any, that has a module; null where none has.</summary>
    string? PythonWith(string module, string runtime);

    /// <summary>A program of npm: in the function's own packages, or in PATH.</summary>
    string? NodeProgram(string name, string directory);
}

internal sealed class InstalledClients : IInstalledClients
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Dictionary<(string Python, string Module), bool> _known = [];

    public string? PythonWith(string module, string runtime) =>
        new[] { runtime, "python3", "python" }
            .Select(name => SearchPath.Find(name))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .FirstOrDefault(python => Has(python, module));

    public string? NodeProgram(string name, string directory) =>
        SearchPath.Find(Path.Combine("node_modules", ".bin", name), directory) ?? SearchPath.Find(name);

    private static bool Imports(string python, string module)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", $"import {module}"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            if (process.WaitForExit(Patience))
            {
                return process.ExitCode is 0;
            }

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    private bool Has(string python, string module)
    {
        if (!_known.TryGetValue((python, module), out var has))
        {
            _known[(python, module)] = has = Imports(python, module);
        }

        return has;
    }
}
