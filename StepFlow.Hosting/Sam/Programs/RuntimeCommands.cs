using StepFlow.Hosting.Sam.Resources;
using StepFlow.Lambda;

namespace StepFlow.Hosting.Sam.Programs;

/// <summary>The commands that speak the Runtime API for runtimes other than .NET: those that were given, else known ones that are installed.</summary>
internal sealed class RuntimeCommands(IReadOnlyDictionary<string, string> given, IInstalledClients installed)
{
    private const string HandlerPlaceholder = "{handler}";

    public FunctionCommand Of(FunctionDeclaration function, string directory)
    {
        if (Given(function.Runtime) is { } command)
        {
            return Parsed(command, function.Handler) with { WorkingDirectory = directory };
        }

        if (function.Runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            var bootstrap = Path.Combine(directory, "bootstrap");
            return File.Exists(bootstrap)
                ? new(bootstrap) { WorkingDirectory = directory }
                : throw new FunctionUnavailableException($"its runtime is {function.Runtime}, but there is no program 'bootstrap' in {directory}. Build it there first.");
        }

        if (function.Runtime.StartsWith("python", StringComparison.Ordinal))
        {
            return installed.PythonWith("awslambdaric", function.Runtime) is { } python
                ? new(python, "-m", "awslambdaric", function.Handler) { WorkingDirectory = directory }
                : throw Missing(function, "install AWS's client with 'pip install awslambdaric'", "python3 -m my_client {handler}");
        }

        if (function.Runtime.StartsWith("nodejs", StringComparison.Ordinal))
        {
            return installed.NodeProgram("aws-lambda-ric", directory) is { } client
                ? new(client, function.Handler) { WorkingDirectory = directory }
                : throw Missing(function, "install AWS's client with 'npm install -g aws-lambda-ric'", "npx aws-lambda-ric {handler}");
        }

        throw Missing(function, "no client of the Runtime API is known for it", "my-client {handler}");
    }

    private static FunctionUnavailableException Missing(FunctionDeclaration function, string remedy, string example) => new(
        function.Runtime.Length is 0
            ? "it has no Runtime."
            : $"nothing on this machine runs {function.Runtime}: {remedy}, or name a command that speaks the Runtime API: --runtime {function.Runtime}='{example}'.");

    // Words are separated by blanks, quotes hold them together, as in a shell.
    private static FunctionCommand Parsed(string command, string handler)
    {
        string[] words = [.. CommandWords.Of(command).Select(word => word.Replace(HandlerPlaceholder, handler, StringComparison.Ordinal))];
        return words is [var program, .. var arguments]
            ? new FunctionCommand(program, [.. arguments])
            : throw new FunctionUnavailableException("the command of its runtime (--runtime) is empty.");
    }

    private string? Given(string runtime) => given
        .Where(command => runtime.StartsWith(command.Key, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(command => command.Key.Length)
        .Select(command => command.Value)
        .FirstOrDefault();
}
