using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>
/// What a state machine was between two updates. Revisions never change and outlive their state machine, because executions
/// keep the one they started with. The catalog hands out one instance per revision, so compiled forms may be cached on it.
/// </summary>
public sealed record StateMachineRevision
{
    public required string StateMachineArn { get; init; }

    /// <summary>A UUID made by the service.</summary>
    public required string RevisionId { get; init; }

    /// <summary>What the state machine was created with; AWS shows the revision id of later ones only.</summary>
    public bool IsInitial { get; init; }

    public required StateMachineType Type { get; init; }

    /// <summary>The States Language text as it was sent.</summary>
    public required string Definition { get; init; }

    public required string RoleArn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public LoggingConfiguration Logging { get; init; } = LoggingConfiguration.Off;

    /// <summary>Whether X-Ray tracing is on.</summary>
    public bool Tracing { get; init; }

    /// <summary>Null: AWS's own key. Nothing is encrypted here; the configuration is kept and answered.</summary>
    public EncryptionConfiguration? Encryption { get; init; }

    /// <summary>Whether an update to <paramref name="other"/> would change anything that AWS makes a revision for.</summary>
    public bool HasSameContentAs(StateMachineRevision other) =>
        string.Equals(Definition, other.Definition, StringComparison.Ordinal)
        && string.Equals(RoleArn, other.RoleArn, StringComparison.Ordinal)
        && HasSameConfigurationAs(other);

    public bool HasSameConfigurationAs(StateMachineRevision other) =>
        Type == other.Type && Logging == other.Logging && Tracing == other.Tracing && Encryption == other.Encryption;

    public JsonObject ToJson() => new JsonObjectBuilder()
        .Set("stateMachineArn", StateMachineArn)
        .Set("revisionId", RevisionId)
        .Set("isInitial", IsInitial)
        .Set("type", Type.ToString())
        .Set("definition", Definition)
        .Set("roleArn", RoleArn)
        .Set("createdAt", CreatedAt.ToUnixTimeMilliseconds())
        .Set("logging", Logging.ToJson())
        .Set("tracing", Tracing)
        .SetIf("encryption", Encryption?.ToJson())
        .Build();

    public static StateMachineRevision FromJson(JsonObject json) => new()
    {
        StateMachineArn = json.Text("stateMachineArn"),
        RevisionId = json.Text("revisionId"),
        IsInitial = json.Flag("isInitial"),
        Type = Enum.Parse<StateMachineType>(json.Text("type")),
        Definition = json.Text("definition"),
        RoleArn = json.Text("roleArn"),
        CreatedAt = json.Date("createdAt"),
        Logging = json["logging"] is JsonObject logging ? LoggingConfiguration.FromJson(logging) : LoggingConfiguration.Off,
        Tracing = json.Flag("tracing"),
        Encryption = json["encryption"] is JsonObject encryption ? EncryptionConfiguration.FromJson(encryption) : null,
    };
}
