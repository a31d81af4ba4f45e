using System.IO.Compression;
using StepFlow.Hosting.Sam.Resources;

namespace StepFlow.Hosting.Sam.Programs;

/// <summary>Turns the functions of a template into programs that ask the Runtime API for events.</summary>
internal sealed class FunctionPrograms(DotnetPrograms dotnet, RuntimeCommands runtimes, BuildFolders folders)
{
    public async Task<FunctionSource> OfAsync(FunctionDeclaration function, CancellationToken cancellation)
    {
        try
        {
            var directory = function.Missing is { } missing ? throw new FunctionUnavailableException(missing) : CodeOf(function);
            return new FunctionSource.Program(function.Runtime switch
            {
                _ when function.Runtime.StartsWith("dotnet", StringComparison.Ordinal) || DotnetPrograms.HasProject(directory) => await dotnet.OfAsync(function, directory, cancellation),
                _ => runtimes.Of(function, directory),
            });
        }
        catch (FunctionUnavailableException e)
        {
            return new FunctionSource.Unavailable(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FunctionSource.Unavailable($"its code cannot be read or put in place: {e.Message}");
        }
    }

    /// <summary>The folder with the function's code: a zip is unpacked, code in the template is written to a file.</summary>
    private string CodeOf(FunctionDeclaration function)
    {
        if (function.InlineCode is { } inline)
        {
            // CloudFormation calls the file index, in the language of the runtime.
            var folder = folders.Fresh(function.Id);
            File.WriteAllText(Path.Combine(folder, function.Runtime.StartsWith("python", StringComparison.Ordinal) ? "index.py" : "index.js"), inline);
            return folder;
        }

        var code = function.Code!;
        if (Directory.Exists(code))
        {
            return code;
        }

        if (!File.Exists(code))
        {
            throw new FunctionUnavailableException($"its code is not there: {code}.");
        }

        if (!code.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return Path.GetDirectoryName(code)!;
        }

        var unpacked = folders.Fresh(function.Id);
        try
        {
            ZipFile.ExtractToDirectory(code, unpacked);
            return unpacked;
        }
        catch (InvalidDataException e)
        {
            throw new FunctionUnavailableException($"its code {code} is no zip archive ({e.Message.TrimEnd('.')}). Pack it anew, or point CodeUri at the folder.");
        }
    }
}
