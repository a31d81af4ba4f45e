using System.CommandLine;
using Microsoft.Extensions.Options;
using StepFlow.Hosting;
using StepFlow.Hosting.Standalone;

namespace StepFlow.Cli.Verbs;

/// <summary><c>stepflow start</c>: the Step Functions service alone, until Ctrl-C.</summary>
internal static class StartVerb
{
    private const int CannotStart = 1;
    private const int WrongArguments = 2;

    public static Command Create()
    {
        var flags = new StartFlags(Environment.GetEnvironmentVariable);
        var command = flags.AddTo(new("start", "Starts the Step Functions service. Outgoing calls go to --<service>-endpoint URL (lambda, sqs, sns, s3, dynamodb, …)."));
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            if (flags.Read(parsed, out var options) is { } problem)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"stepflow start: {problem}");
                return WrongArguments;
            }

            return await RunAsync(options, parsed.InvocationConfiguration, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(StandaloneOptions options, InvocationConfiguration console, CancellationToken cancellation)
    {
        try
        {
            await using var service = await StandaloneService.StartAsync(options, cancellation);
            await console.Output.WriteLineAsync(
                $"Step Functions  {service.Address.ToString().TrimEnd('/')}  account {options.Account}, region {options.Region}, {options.DataDirectory ?? "in memory"}");
            if (service.ConsoleAddress is { } address)
            {
                await console.Output.WriteLineAsync($"Console         {address.ToString().TrimEnd('/')}");
            }

            await service.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (OptionsValidationException e)
        {
            await console.Error.WriteLineAsync($"stepflow start: {string.Join(' ', e.Failures)}");
            return WrongArguments;
        }
        catch (Exception e) when (e is FormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            await console.Error.WriteLineAsync($"stepflow start: {e.Message}");
            return WrongArguments;
        }
        catch (StartException e)
        {
            await console.Error.WriteLineAsync($"stepflow start: {e.Message}");
            return CannotStart;
        }
        catch (IOException e)
        {
            await console.Error.WriteLineAsync($"stepflow start: port {options.Port} cannot be used (--port): {e.Message}");
            return CannotStart;
        }
    }
}
