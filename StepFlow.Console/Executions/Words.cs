using StepFlow.ConsoleUI.Graph;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.ConsoleUI.Executions;

/// <summary>Statuses as a page says them.</summary>
internal static class Words
{
    public static string Of(ExecutionStatus status) => status switch
    {
        ExecutionStatus.TimedOut => "Timed out",
        ExecutionStatus.PendingRedrive => "Pending redrive",
        _ => status.ToString(),
    };

    public static string Of(StateStatus status) => status is StateStatus.NotEntered ? "Not entered" : status.ToString();

    /// <summary>The mark by which console.css knows the colour.</summary>
    public static string Tone(StateStatus status) => status is StateStatus.NotEntered ? "not-entered" : status.ToString().ToLowerInvariant();

    /// <summary><c>1 event</c>, <c>2,500 events</c>.</summary>
    public static string Count(long count, string thing) => count is 1 ? $"1 {thing}" : $"{count:N0} {thing}s";
}
