using System.Diagnostics;
using StepFlow.Hosting.Sam.Resources;
using StepFlow.Lambda;

namespace StepFlow.Hosting.Sam.Programs;

/// <summary>
/// .NET functions. A project is built, once for all functions in it; a folder that is built already is taken as it is. An
/// executable handler is started, a method of a class library is run by a launcher.
/// </summary>
internal sealed class DotnetPrograms(BuildFolders folders, IReadOnlyList<string> launcher, Action<string> progress)
{
    private const int LinesShown = 6;
    private const string MethodSeparator = "::";

    private readonly Dictionary<string, Task<string>> _builds = new(StringComparer.Ordinal);

    public static bool HasProject(string directory) => ProjectsIn(directory).Length > 0;

    public async Task<FunctionCommand> OfAsync(FunctionDeclaration function, string directory, CancellationToken cancellation)
    {
        var output = ProjectsIn(directory) switch
        {
            [] => directory,
            [var project] => await BuiltAsync(project, cancellation),
            var several => throw new FunctionUnavailableException($"{directory} holds several projects: {string.Join(", ", several.Select(Path.GetFileName))}. Point CodeUri at a folder with one."),
        };
        var handler = function.Handler.Split(MethodSeparator);
        var assembly = AssemblyIn(output, handler[0], function.Runtime);
        if (handler.Length is 1)
        {
            // A function for an older .NET than this machine has runs on the newer one.
            return new("dotnet", "exec", "--roll-forward", "Major", assembly) { WorkingDirectory = output };
        }

        return launcher.Count > 0
            ? new("dotnet", [.. launcher, assembly, function.Handler]) { WorkingDirectory = output }
            : throw new FunctionUnavailableException($"'{function.Handler}' is a method of a class library, and this host has no program that calls it. Run the template with: stepflow run.");
    }

    private static string[] ProjectsIn(string directory) =>
        Directory.Exists(directory)
            ? [.. Directory.EnumerateFiles(directory).Where(file => Path.GetExtension(file) is ".csproj" or ".fsproj" or ".vbproj").Order(StringComparer.Ordinal)]
            : [];

    // On provided.* the handler may be any word: the assembly is the one that is a program.
    private static string AssemblyIn(string output, string name, string runtime)
    {
        var assembly = Path.Combine(output, name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name : name + ".dll");
        if (!File.Exists(assembly) && !runtime.StartsWith("dotnet", StringComparison.Ordinal)
            && Directory.EnumerateFiles(output, "*.runtimeconfig.json").ToArray() is [var config])
        {
            assembly = config.Replace(".runtimeconfig.json", ".dll", StringComparison.Ordinal);
        }

        return File.Exists(assembly)
            ? assembly
            : throw new FunctionUnavailableException($"there is no {Path.GetFileName(assembly)} in {output}. The handler of a .NET function begins with the name of its assembly.");
    }

    private Task<string> BuiltAsync(string project, CancellationToken cancellation)
    {
        if (!_builds.TryGetValue(project, out var build))
        {
            _builds.Add(project, build = BuildAsync(project, cancellation));
        }

        return build;
    }

    private async Task<string> BuildAsync(string project, CancellationToken cancellation)
    {
        progress($"Building {project}");
        var output = folders.Fresh(Path.GetFileNameWithoutExtension(project));
        var start = new ProcessStartInfo(
            "dotnet", ["publish", project, "--configuration", "Debug", "--output", output, "--nologo", "--verbosity", "quiet", "-p:GenerateRuntimeConfigurationFiles=true", "-p:PublishAot=false", "-p:PublishTrimmed=false", "-p:PublishReadyToRun=false", "-p:PublishSingleFile=false"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new FunctionUnavailableException("'dotnet' cannot be started: install the .NET SDK.");
        var said = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode is not 0)
        {
            var lines = $"{await said}\n{await errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal);
            throw new FunctionUnavailableException($"{project} cannot be built:{Environment.NewLine}    {string.Join($"{Environment.NewLine}    ", lines.TakeLast(LinesShown))}");
        }

        return output;
    }
}
