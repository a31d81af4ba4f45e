using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Runs one state by itself, for the TestState operation.</summary>
public interface IStateTests
{
    /// <summary>Refusals are AwsExceptions (InvalidDefinition, ValidationException) with AWS's texts.</summary>
    ValueTask<StateTestResult> TestAsync(StateTest test, CancellationToken cancellation);
}

/// <summary>One state to test. Texts that are JSON have been read; the definition has not been validated.</summary>
public sealed record StateTest
{
    public required string Definition { get; init; }

    public string? RoleArn { get; init; }

    public required JsonValue Input { get; init; }

    /// <summary>INFO, DEBUG or TRACE.</summary>
    public required string InspectionLevel { get; init; }

    public bool RevealSecrets { get; init; }

    public JsonObject? Variables { get; init; }

    public string? StateName { get; init; }

    public StateMock? Mock { get; init; }

    public JsonObject? Context { get; init; }

    public int? RetrierRetryCount { get; init; }

    public string? ErrorCausedByState { get; init; }

    public int? MapIterationFailureCount { get; init; }

    /// <summary>As it stands in its source: JSON, CSV, JSON lines.</summary>
    public string? MapItemReaderData { get; init; }

    public required string Region { get; init; }

    public required string Account { get; init; }
}

/// <summary>What a mocked task answers: a result or an error.</summary>
/// <param name="FieldValidationMode">STRICT, PRESENT or NONE.</param>
public sealed record StateMock(JsonValue? Result, bool Fails, string? Error, string? Cause, string FieldValidationMode);

/// <summary>What came of a tested state.</summary>
/// <param name="Status">SUCCEEDED, FAILED, RETRIABLE or CAUGHT_ERROR.</param>
/// <param name="InspectionData">As AWS shows it at the inspection level asked for.</param>
public sealed record StateTestResult(
    string Status, string? Output, string? Error, string? Cause, JsonObject? InspectionData, string? NextState);
