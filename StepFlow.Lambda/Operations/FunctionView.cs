using System.Text.Json.Serialization;

namespace StepFlow.Lambda.Operations;

/// <summary>A function as GetFunctionConfiguration and ListFunctions show it. What a local function does not have is left out.</summary>
internal sealed record FunctionView
{
    public required string FunctionName { get; init; }
    public required string FunctionArn { get; init; }
    public required string Runtime { get; init; }
    public required string Role { get; init; }
    public required string Handler { get; init; }
    public long CodeSize { get; init; }
    public required string Description { get; init; }
    public required int Timeout { get; init; }
    public required int MemorySize { get; init; }
    public required string LastModified { get; init; }
    public required string Version { get; init; }
    public EnvironmentView? Environment { get; init; }
    public TracingView TracingConfig { get; init; } = new("Active");
    public string PackageType { get; init; } = "Zip";
    public required string[] Architectures { get; init; }
    public EphemeralStorageView EphemeralStorage { get; init; } = new(512);
    public required LoggingView LoggingConfig { get; init; }
    public string? State { get; init; }
    public string? StateReason { get; init; }
    public string? StateReasonCode { get; init; }
    public string? LastUpdateStatus { get; init; }

    /// <param name="withState">Only the single views carry the state; the list does not.</param>
    public static FunctionView Of(FunctionStatus status, string? qualifier, DateTimeOffset modified, bool withState)
    {
        var configuration = status.Configuration;
        var failing = status.State is FunctionState.Failing;
        return new()
        {
            FunctionName = configuration.Name,
            FunctionArn = qualifier is null ? status.Arn : $"{status.Arn}:{qualifier}",
            Runtime = configuration.Runtime,
            Role = $"arn:aws:iam::{status.Arn.Split(':')[4]}:role/stepflow-local",
            Handler = configuration.Handler,
            Description = configuration.Description,
            Timeout = (int)Math.Ceiling(configuration.Timeout.TotalSeconds),
            MemorySize = configuration.MemoryMegabytes,
            LastModified = modified.ToString("yyyy-MM-ddTHH:mm:ss.fff+0000"),
            Version = Lambda.FunctionName.Latest,
            Environment = configuration.Environment.IsEmpty ? null : new(configuration.Environment),
            Architectures = [System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch
            {
                System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
                _ => "x86_64",
            }],
            LoggingConfig = new("Text", $"/aws/lambda/{configuration.Name}"),
            State = !withState ? null : failing ? "Failed" : status.State is FunctionState.Starting ? "Pending" : "Active",
            StateReason = withState && failing ? status.LastError : null,
            StateReasonCode = withState && failing ? "FunctionError" : null,
            LastUpdateStatus = withState ? "Successful" : null,
        };
    }
}

internal sealed record EnvironmentView(IReadOnlyDictionary<string, string> Variables);

internal sealed record TracingView(string Mode);

internal sealed record EphemeralStorageView(int Size);

internal sealed record LoggingView(string LogFormat, string LogGroup);

internal sealed record FunctionDetails(FunctionView Configuration, CodeView Code);

/// <param name="Location">Where the code is: a local function has a folder, not a package to download.</param>
internal sealed record CodeView(string RepositoryType, string Location);

internal sealed record FunctionList(IReadOnlyList<FunctionView> Functions, string? NextMarker);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FunctionView))]
[JsonSerializable(typeof(FunctionDetails))]
[JsonSerializable(typeof(FunctionList))]
internal sealed partial class LambdaJson : JsonSerializerContext;
