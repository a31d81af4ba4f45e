using System.CommandLine;
using System.Globalization;
using StepFlow.Hosting.Standalone;

namespace StepFlow.Cli.Verbs;

/// <summary>
/// The flags of <c>stepflow start</c>. Those of Step Functions Local mean the same here, in both of its forms, and so do its
/// environment variables; a flag comes before a variable.
/// </summary>
internal sealed class StartFlags(Func<string, string?> variable)
{
    private readonly Option<int> _port = new("--port", "-port") { Description = "Port on 127.0.0.1; 0 takes any free one.", DefaultValueFactory = _ => 8083 };
    private readonly Option<int> _consolePort = new("--console-port") { Description = "Port of the web console on 127.0.0.1; 0 takes any free one.", DefaultValueFactory = _ => 8084 };
    private readonly Option<bool> _noConsole = new("--no-console") { Description = "Serve no web console." };
    private readonly Option<bool> _ephemeral = new("--ephemeral") { Description = "Keep everything in memory." };
    private readonly Option<string> _data = new("--data") { Description = "Folder that keeps state machines and executions.", DefaultValueFactory = _ => ".stepflow" };

    private readonly Option<string> _region = new("--region", "-region", "--aws-region", "-aws-region")
    {
        Description = "Region for callers who name none (AWS_DEFAULT_REGION).",
        DefaultValueFactory = _ => variable("AWS_DEFAULT_REGION") ?? "us-east-1",
    };

    private readonly Option<string> _account = new("--account", "-account", "--aws-account", "-aws-account")
    {
        Description = "Account for callers who name none (AWS_ACCOUNT_ID).",
        DefaultValueFactory = _ => variable("AWS_ACCOUNT_ID") ?? "123456789012",
    };

    private readonly Option<string?> _mocks = new("--mock-config", "-mock-config")
    {
        Description = "Mock file of Step Functions Local; test cases run as stateMachineArn#TestCase (SFN_MOCK_CONFIG).",
        DefaultValueFactory = _ => variable("SFN_MOCK_CONFIG"),
    };

    private readonly Option<string> _waitTimeScale = new("--wait-time-scale", "-wait-time-scale", "-waitTimeScale")
    {
        Description = "How long Wait states take: 1 is real time, 0.01 a hundredth of it (WAIT_TIME_SCALE).",
        DefaultValueFactory = _ => variable("WAIT_TIME_SCALE") ?? "1",
    };

    private readonly Option<string?> _connections = new("--http-connections") { Description = "File with what EventBridge connections add to HTTP Tasks." };
    private readonly Option<string[]> _models = new("--service-model") { Description = "A botocore service model for aws-sdk integrations StepFlow has no table for." };

    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[_port, _consolePort, _noConsole, _ephemeral, _data, _region, _account, _mocks, _waitTimeScale, _connections, _models])
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>What is wrong with the arguments, or null.</summary>
    public string? Read(ParseResult parsed, out StandaloneOptions options)
    {
        options = new()
        {
            Port = parsed.GetValue(_port),
            ConsolePort = parsed.GetValue(_noConsole) ? null : parsed.GetValue(_consolePort),
            Region = parsed.GetValue(_region)!,
            Account = parsed.GetValue(_account)!,
            DataDirectory = parsed.GetValue(_ephemeral) ? null : Path.GetFullPath(parsed.GetValue(_data)!),
            MockConfigurationFile = parsed.GetValue(_mocks) is { Length: > 0 } mocks ? Path.GetFullPath(mocks) : null,
        };
        options.Integrations.HttpConnectionsFile = parsed.GetValue(_connections);
        options.Integrations.ServiceModelFiles.AddRange(parsed.GetValue(_models) ?? []);
        if (options.DataDirectory is { } folder)
        {
            options.Integrations.BucketsFolder = Path.Combine(folder, "s3");
        }

        if (options.MockConfigurationFile is { } file && !File.Exists(file))
        {
            return $"the mock file {file} is not there (--mock-config, SFN_MOCK_CONFIG).";
        }

        if (!double.TryParse(parsed.GetValue(_waitTimeScale), NumberStyles.Float, CultureInfo.InvariantCulture, out var scale))
        {
            return $"'{parsed.GetValue(_waitTimeScale)}' is no number (--wait-time-scale, WAIT_TIME_SCALE).";
        }

        options.WaitTimeScale = scale;
        EndpointFlags.ReadVariables(variable, options.Integrations.Endpoints);
        return EndpointFlags.Read(parsed.UnmatchedTokens, options.Integrations.Endpoints);
    }
}
