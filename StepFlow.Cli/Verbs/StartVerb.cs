using System.CommandLine;
using StepFlow.Hosting.Standalone;

namespace StepFlow.Cli.Verbs;

/// <summary><c>stepflow start</c>: the Step Functions service alone, until Ctrl-C.</summary>
internal static class StartVerb
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port on 127.0.0.1; 0 takes any free one.", DefaultValueFactory = _ => 8083 };
        var ephemeral = new Option<bool>("--ephemeral") { Description = "Keep everything in memory." };
        var data = new Option<string>("--data") { Description = "Folder that keeps state machines and executions.", DefaultValueFactory = _ => ".stepflow" };
        var region = new Option<string>("--region") { Description = "Region for callers who name none.", DefaultValueFactory = _ => "us-east-1" };
        var account = new Option<string>("--account") { Description = "Account for callers who name none.", DefaultValueFactory = _ => "123456789012" };
        var models = new Option<string[]>("--service-model") { Description = "A botocore service model for aws-sdk integrations StepFlow has no table for." };
        var mocks = new Option<string?>("--mock-config")
        {
            Description = "Mock file of Step Functions Local; SFN_MOCK_CONFIG names it too.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SFN_MOCK_CONFIG") is { Length: > 0 } file ? file : null,
        };
        var connections = new Option<string?>("--http-connections") { Description = "File with what EventBridge connections add to HTTP Tasks." };
        var command = new Command("start", "Starts the Step Functions service. Outgoing calls go to --<service>-endpoint URL (lambda, sqs, sns, s3, dynamodb, …).")
        {
            port, ephemeral, data, region, account, models, mocks, connections,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new StandaloneOptions
            {
                Port = parsed.GetValue(port),
                Region = parsed.GetValue(region)!,
                Account = parsed.GetValue(account)!,
                DataDirectory = parsed.GetValue(ephemeral) ? null : Path.GetFullPath(parsed.GetValue(data)!),
            };
            options.MockConfigurationFile = parsed.GetValue(mocks);
            options.Integrations.HttpConnectionsFile = parsed.GetValue(connections);
            options.Integrations.ServiceModelFiles.AddRange(parsed.GetValue(models) ?? []);
            if (options.DataDirectory is { } folder)
            {
                options.Integrations.BucketsFolder = Path.Combine(folder, "s3");
            }

            if (EndpointFlags.Read(parsed.UnmatchedTokens, options.Integrations.Endpoints) is { } problem)
            {
                await Console.Error.WriteLineAsync(problem);
                return 2;
            }

            return await RunAsync(options, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(StandaloneOptions options, CancellationToken cancellation)
    {
        try
        {
            await using var service = await StandaloneService.StartAsync(options, cancellation);
            Console.WriteLine($"Step Functions  {service.Address.ToString().TrimEnd('/')}  account {options.Account}, region {options.Region}, {options.DataDirectory ?? "in memory"}");
            await service.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception e) when (e is FormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            await Console.Error.WriteLineAsync($"stepflow start: {e.Message}");
            return 2;
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync($"stepflow start: port {options.Port} cannot be used (--port): {e.Message}");
            return 1;
        }
    }
}
