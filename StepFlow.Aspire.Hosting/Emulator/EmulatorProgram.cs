using System.Reflection;

namespace Aspire.Hosting.Emulator;

/// <summary>The program that an emulator's process runs: what configuration names, what the AppHost's build built, or the installed tool.</summary>
internal sealed record EmulatorProgram(string Command, params string[] Arguments)
{
    // AppHosts that lie beside StepFlow's sources build the tool and say where it is.
    private const string AssemblyKey = "stepflowtool";

    public static EmulatorProgram Of(IDistributedApplicationBuilder builder, EmulatorSettings settings)
    {
        if (settings.Command is { Length: > 0 } command)
        {
            return new(command, "host");
        }

        var built = builder.AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key is AssemblyKey)?.Value;
        return File.Exists(built) ? new("dotnet", built, "host") : new("stepflow", "host");
    }
}
