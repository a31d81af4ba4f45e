namespace StepFlow.Language.Validation;

public enum Severity
{
    Error,
    Warning,
}

/// <summary>Something about a definition, in AWS's words where they are known.</summary>
/// <param name="Location">Where, as AWS writes it (<c>/States/A/Choices[0]/Next</c>); null where AWS names no place.</param>
public sealed record Diagnostic(Severity Severity, string Code, string Message, string? Location)
{
    public bool IsError => Severity is Severity.Error;

    /// <summary>ERROR or WARNING, as ValidateStateMachineDefinition answers it.</summary>
    public string SeverityName => IsError ? "ERROR" : "WARNING";
}
