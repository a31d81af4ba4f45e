using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Catalog;

/// <summary>
/// What a state machine was between two updates. Revisions never change and outlive their state machine, because executions
/// keep the one they started with. The catalog hands out one instance per revision, so compiled forms may be cached on it.
/// </summary>
public sealed record StateMachineRevision
{
    public required string StateMachineArn { get; init; }

    /// <summary>A UUID made by the service; the first revision has one too, but AWS shows it only after an update.</summary>
    public required string RevisionId { get; init; }

    public required StateMachineType Type { get; init; }

    /// <summary>The States Language text as it was sent.</summary>
    public required string Definition { get; init; }

    public required string RoleArn { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The configuration objects as AWS answers them, defaults filled in.</summary>
    public JsonObject? LoggingConfiguration { get; init; }

    public JsonObject? TracingConfiguration { get; init; }

    public JsonObject? EncryptionConfiguration { get; init; }
}
