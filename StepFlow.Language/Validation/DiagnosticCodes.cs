namespace StepFlow.Language.Validation;

/// <summary>The codes that AWS documents or was seen to answer.</summary>
public static class DiagnosticCodes
{
    public const string InvalidJson = "INVALID_JSON_DESCRIPTION";
    public const string Schema = "SCHEMA_VALIDATION_FAILED";
    public const string MissingEndState = "MISSING_END_STATE";
    public const string MissingTarget = "MISSING_TRANSITION_TARGET";
    public const string DuplicateStateName = "DUPLICATE_STATE_NAME";
    public const string InvalidStateName = "INVALID_STATE_NAME";
    public const string DuplicateLabel = "DUPLICATE_LABEL_NAME";
    public const string InvalidLabel = "INVALID_LABEL_NAME";
    public const string InvalidJsonata = "INVALID_JSONATA_EXPRESSION";
    public const string UnsupportedJsonata = "UNSUPPORTED_JSONATA_EXPRESSION";
    public const string ReservedVariable = "RESERVED_VARIABLE_NAME";
    public const string InvalidVariable = "INVALID_VARIABLE_NAME";
    public const string DuplicateVariable = "DUPLICATE_VARIABLE_NAME";
    public const string PossiblyUndefinedVariable = "POSSIBLY_UNDEFINED_VARIABLE";
    public const string NoDollar = "NO_DOLLAR";
    public const string NoPath = "NO_PATH";
    public const string PassResultIsStatic = "PASS_RESULT_IS_STATIC";
}
