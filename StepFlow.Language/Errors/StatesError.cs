namespace StepFlow.Language.Errors;

/// <summary>An error in the sense of the States Language. AWS fails with a null name where a Fail state gives none.</summary>
public sealed record StatesError(string? Name, string? Cause);
