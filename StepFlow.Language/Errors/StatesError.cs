namespace StepFlow.Language.Errors;

/// <summary>An error in the sense of the States Language: what Retry and Catch match, and what history shows.</summary>
/// <param name="Name">The error's name; AWS fails with none where a Fail state gives none.</param>
/// <param name="Cause">A text for people, or the JSON a function answered with.</param>
public sealed record StatesError(string? Name, string? Cause = null)
{
    public const string All = "States.ALL";
    public const string TaskFailed = "States.TaskFailed";
    public const string Timeout = "States.Timeout";
    public const string HeartbeatTimeout = "States.HeartbeatTimeout";
    public const string Runtime = "States.Runtime";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string QueryEvaluationError = "States.QueryEvaluationError";
    public const string IntrinsicFailure = "States.IntrinsicFailure";
    public const string NoChoiceMatched = "States.NoChoiceMatched";
    public const string ItemReaderFailed = "States.ItemReaderFailed";
    public const string ResultWriterFailed = "States.ResultWriterFailed";
    public const string ExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";

    /// <summary>
    /// Whether an entry of ErrorEquals stands for this error. No wildcard catches States.Runtime; States.DataLimitExceeded is caught by
    /// States.ALL (recorded from AWS, against its documentation).
    /// </summary>
    public bool Matches(string pattern) => pattern switch
    {
        All => Name is not Runtime,
        TaskFailed => Name is not (Timeout or HeartbeatTimeout or Runtime or DataLimitExceeded),
        Timeout => Name is Timeout or HeartbeatTimeout,
        _ => string.Equals(Name, pattern, StringComparison.Ordinal),
    };
}
