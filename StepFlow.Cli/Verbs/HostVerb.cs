using System.CommandLine;
using StepFlow.Hosting;
using StepFlow.Hosting.Described;

namespace StepFlow.Cli.Verbs;

/// <summary><c>stepflow host</c>: gateways, Lambda, Step Functions and console for an application that is described as data, until Ctrl-C.</summary>
internal static class HostVerb
{
    private const int CannotStart = 1;
    private const int WrongArguments = 2;

    // An AppHost in another process hands its application over here: no file to clean up.
    private const string Variable = "STEPFLOW_APP";

    public static Command Create()
    {
        var file = new Option<string?>("--app") { Description = $"JSON file that describes the application; without it, the JSON in the variable {Variable}." };
        var command = new Command("host", "Runs gateways, Lambda and Step Functions for a described application. Settings as in an AppHost: --StepFlow:Gateway:Port 0") { file };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                if (Read(parsed.GetValue(file)) is not var (app, folder))
                {
                    await error.WriteLineAsync($"stepflow host: nothing to host. Name a description with --app FILE, or put its JSON into {Variable}.");
                    return WrongArguments;
                }

                var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
                {
                    Args = [.. parsed.UnmatchedTokens],
                    ProjectDirectory = Path.GetFullPath(app.Directory ?? folder),
                });
                builder.Add(app);
                await builder.Build().RunAsync(cancellation);
                return Environment.ExitCode;
            }
            catch (Exception e) when (e is StartException or ArgumentException or FormatException or InvalidOperationException)
            {
                await error.WriteLineAsync($"stepflow host: {e.Message}");
                return CannotStart;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"stepflow host: the description cannot be read: {e.Message}");
                return CannotStart;
            }
        });
        return command;
    }

    private static (AppDescription App, string Folder)? Read(string? file)
    {
        if (file is not null)
        {
            var path = Path.GetFullPath(file);
            return (AppDescription.Parse(File.ReadAllText(path), path), Path.GetDirectoryName(path)!);
        }

        return Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } json
            ? (AppDescription.Parse(json, Variable), Directory.GetCurrentDirectory())
            : null;
    }
}
