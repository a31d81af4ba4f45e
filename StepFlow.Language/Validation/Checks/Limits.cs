namespace StepFlow.Language.Validation.Checks;

/// <summary>Quotas that a definition is held to.</summary>
internal static class Limits
{
    public const long LongestSeconds = 99_999_999;
    public const int LongestStateName = 80;
    public const int LongestLabel = 40;
    public const long MostReadItems = 100_000_000;
    public const long LargestBatchBytes = 262_144;
}
