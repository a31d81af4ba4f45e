namespace StepFlow.Lambda.Processes;

/// <summary>Words for an exit code as Lambda's log and error texts have them.</summary>
internal static class ExitReason
{
    public const string Interrupt = "signal: interrupt";

    /// <summary>Null for a normal end: Lambda then says "without providing a reason".</summary>
    public static string? Of(int exitCode) => exitCode switch
    {
        0 => null,
        // .NET and shells report a signal as 128 + its number.
        128 + 1 => "signal: hangup",
        128 + 2 => Interrupt,
        128 + 3 => "signal: quit",
        128 + 4 => "signal: illegal instruction",
        128 + 5 => "signal: trace/breakpoint trap",
        128 + 6 => "signal: aborted",
        128 + 7 => "signal: bus error",
        128 + 8 => "signal: floating point exception",
        128 + 9 => "signal: killed",
        128 + 11 => "signal: segmentation fault",
        128 + 13 => "signal: broken pipe",
        128 + 15 => "signal: terminated",
        _ => $"exit status {exitCode}",
    };
}
