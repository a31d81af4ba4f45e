namespace StepFlow.Functions.Core;

/// <summary>
/// The X-Ray trace header of the event that the calling code works on. It flows with the call, so it is right also when the
/// process works on several events at once, where the variable <c>_X_AMZN_TRACE_ID</c> cannot be.
/// </summary>
public static class LambdaTraceProvider
{
    private static readonly AsyncLocal<string?> Current = new();

    public static string? CurrentTraceId => Current.Value ?? Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");

    internal static void Set(string? traceId) => Current.Value = traceId;
}
