using StepFlow.Lambda;

namespace StepFlow.Hosting.Embedded;

/// <summary>Turns functions of the model into what the Lambda service starts.</summary>
internal static class FunctionConfigurations
{
    public static FunctionConfiguration Of(LambdaFunctionResource function, ServiceAddresses addresses, Arns arns, HostSettings settings) => new(function.Name)
    {
        Command = CommandOf(function.Source),
        Timeout = function.Timeout,
        MemoryMegabytes = function.MemoryMegabytes,
        EventsPerProcess = function.EventsPerProcess,
        Processes = function.Processes,
        Handler = function.Handler ?? (function.Project is { } project ? Path.GetFileNameWithoutExtension(project.AssemblyPath) : function.Name),
        Runtime = function.Runtime ?? "dotnet10",
        Aliases = [.. function.Aliases],
        Unavailable = (function.Source as FunctionSource.Unavailable)?.Reason,
        Environment = FunctionVariables.Of(function, addresses, arns, settings),
    };

    private static FunctionCommand? CommandOf(FunctionSource source) => source switch
    {
        FunctionSource.Project project => CommandOf(project.Metadata),
        FunctionSource.Program program => program.Command,
        _ => null,
    };

    // The executable beside the assembly carries the function's name into process lists and debuggers.
    private static FunctionCommand CommandOf(IProjectMetadata project)
    {
        var assembly = project.AssemblyPath;
        if (!File.Exists(assembly))
        {
            throw new StartException($"'{assembly}' is not there. Build the AppHost, which builds the functions it starts: dotnet build.");
        }

        var program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        var command = File.Exists(program) ? new FunctionCommand(program) : new FunctionCommand("dotnet", assembly);
        return command with { WorkingDirectory = Path.GetDirectoryName(assembly) };
    }
}
