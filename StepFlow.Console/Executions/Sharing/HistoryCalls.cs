using StepFlow.StepFunctions.Journal;

namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>The calls of Tasks in a history: <c>LambdaFunction…</c>, <c>Activity…</c> and <c>Task…</c> events, numbered in the order of their scheduling.</summary>
internal sealed class HistoryCalls
{
    private static readonly string[] Families = ["LambdaFunction", "Activity", "Task"];
    private static readonly string[] Stages =
        ["Scheduled", "ScheduleFailed", "StartFailed", "SubmitFailed", "Started", "Submitted", "Succeeded", "Failed", "TimedOut"];

    private int _calls;

    /// <summary>What happened to a call, such as <c>SubmitFailed</c>; null where an event is about none.</summary>
    public static string? StageOf(string type)
    {
        var family = Families.FirstOrDefault(f => type.StartsWith(f, StringComparison.Ordinal));
        return family is null ? null : Stages.FirstOrDefault(s => type.Length == family.Length + s.Length && type.EndsWith(s, StringComparison.Ordinal));
    }

    /// <summary>Numbers a new call of a line.</summary>
    public int Begin(Line line) => line.Work = ++_calls;

    public ExecutionEvent Read(HistoryEntry entry, string stage, Line line) => stage switch
    {
        "Scheduled" => Scheduled(entry, line),
        "Started" => new WorkStarted(line.Work, entry.Text("workerName")),
        "Submitted" => new WorkSubmitted(line.Work, entry.Data("output")),
        "Succeeded" => new WorkSucceeded(line.Work, entry.Data("output")),
        "TimedOut" => new WorkTimedOut(line.Work, line.Error = entry.Error()),
        "Failed" => new WorkFailed(line.Work, line.Error = entry.Error()),
        _ => new WorkFailed(line.Work, line.Error = entry.Error(), stage[..^"Failed".Length]),
    };

    private WorkScheduled Scheduled(HistoryEntry entry, Line line)
    {
        var isIntegration = entry.Type.StartsWith("Task", StringComparison.Ordinal);
        var resource = isIntegration ? $"arn:aws:states:::{entry.Text("resourceType")}:{entry.Text("resource")}" : entry.Text("resource") ?? "";
        return new(
            Begin(line), resource, entry.Data(isIntegration ? "parameters" : "input"), entry.Number("timeoutInSeconds"),
            entry.Number("heartbeatInSeconds"), entry.Member("taskCredentials", "roleArn"));
    }
}
