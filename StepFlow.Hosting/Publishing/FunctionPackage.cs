using System.Diagnostics;
using System.Text.Json;

namespace StepFlow.Hosting.Publishing;

/// <summary>A function as Lambda is to get it.</summary>
/// <param name="Handler">For an executable assembly, Lambda's handler is the assembly's name.</param>
/// <param name="Runtime">The managed runtime, such as <c>dotnet10</c>.</param>
/// <param name="Project">The project it was built from, by its file name.</param>
/// <param name="Zip">The deployment package.</param>
internal sealed record FunctionPackage(string Handler, string Runtime, string Project, byte[] Zip)
{
    private const int LinesShown = 12;

    /// <summary>
    /// Builds a function's project for Lambda and packs it. The managed .NET runtime starts an executable handler as
    /// <c>dotnet exec {Handler}.dll</c> (bootstrap.sh of aws/aws-lambda-dotnet), so the program brings its own client of the
    /// Runtime API, as ours do, and needs neither the runtime in the zip nor an executable of its own.
    /// </summary>
    public static async Task<FunctionPackage> BuildAsync(LambdaFunctionResource function, PublishFolders folders, string architecture, CancellationToken cancellation)
    {
        var project = function.Project ?? throw new StartException(
            $"Function '{function.Name}' is a program that is started by its command, not a project, so publish cannot build it. Add it with AddLambdaFunction<Projects.…>.");
        var built = folders.BuildOutput(function);
        if (Directory.Exists(built))
        {
            Directory.Delete(built, recursive: true);
        }

        await PublishAsync(function.Name, project.ProjectPath, folders, built, architecture, cancellation);
        var assembly = Path.GetFileNameWithoutExtension(project.AssemblyPath);
        var runtime = RuntimeOf(function.Name, project.ProjectPath, Path.Combine(built, assembly + ".runtimeconfig.json"));
        return new(assembly, runtime, Path.GetFileName(project.ProjectPath), UnixZip.Of(built));
    }

    private static async Task PublishAsync(
        string function, string project, PublishFolders folders, string built, string architecture, CancellationToken cancellation)
    {
        string[] arguments =
        [
            "publish", project,
            "--configuration", "Release",
            "--runtime", architecture is "arm64" ? "linux-arm64" : "linux-x64",
            "--no-self-contained",
            "--artifacts-path", folders.Artifacts,
            "--output", built,
            "--nologo", "--verbosity", "quiet",
            "-p:UseArtifactsOutput=true",
            "-p:UseAppHost=false",
            "-p:PublishDocumentationFiles=false",
            "-p:PublishReferencesDocumentationFiles=false",
            "-p:RunAnalyzers=false",

            // Same input, same bytes: neither the place of the checkout nor the commit goes into the assemblies.
            "-p:Deterministic=true",
            $"-p:PathMap={folders.Sources}=/_",
            "-p:IncludeSourceRevisionInInformationalVersion=false",
            "-p:EnableSourceControlManagerQueries=false",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new StartException("'dotnet' cannot be started: install the .NET SDK.");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode is not 0)
        {
            var said = $"{await output}\n{await errors}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            throw new StartException(
                $"Function '{function}' could not be built for Lambda from {project}:{Environment.NewLine}  "
                + string.Join($"{Environment.NewLine}  ", said.Distinct(StringComparer.Ordinal).TakeLast(LinesShown)));
        }
    }

    private static string RuntimeOf(string function, string project, string runtimeConfig)
    {
        if (!File.Exists(runtimeConfig))
        {
            throw new StartException(
                $"Function '{function}' is no program: {project} needs <OutputType>Exe</OutputType> to be an executable handler.");
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(runtimeConfig));
        var framework = json.RootElement.GetProperty("runtimeOptions").TryGetProperty("tfm", out var tfm) ? tfm.GetString() : null;
        return framework switch
        {
            "net10.0" => "dotnet10",
            "net8.0" => "dotnet8",
            _ => throw new StartException(
                $"Function '{function}' targets {framework ?? "no framework of its own"}, for which Lambda has no managed runtime. Target net10.0 or net8.0."),
        };
    }
}
