using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>An execution's description in the words of DescribeExecution.</summary>
internal static class DescriptionJson
{
    private static readonly (ExecutionStatus Status, string Name)[] Statuses =
    [
        (ExecutionStatus.Running, "RUNNING"), (ExecutionStatus.Succeeded, "SUCCEEDED"), (ExecutionStatus.Failed, "FAILED"),
        (ExecutionStatus.TimedOut, "TIMED_OUT"), (ExecutionStatus.Aborted, "ABORTED"), (ExecutionStatus.PendingRedrive, "PENDING_REDRIVE"),
    ];

    public static string NameOf(ExecutionStatus status) => Statuses.First(s => s.Status == status).Name;

    public static JsonObject Write(ExecutionDescription d) => new JsonObjectBuilder()
        .Set("executionArn", d.ExecutionArn)
        .Set("stateMachineArn", d.StateMachineArn)
        .SetIf("stateMachineVersionArn", Text(d.StateMachineVersionArn))
        .SetIf("stateMachineAliasArn", Text(d.StateMachineAliasArn))
        .SetIf("mapRunArn", Text(d.MapRunArn))
        .Set("name", d.Name)
        .Set("status", NameOf(d.Status))
        .Set("startDate", HistoryEntry.Text(d.StartDate))
        .SetIf("stopDate", d.StopDate is { } stop ? (JsonValue)HistoryEntry.Text(stop) : null)
        .SetIf("input", Text(d.Input))
        .SetIf("output", Text(d.Output))
        .SetIf("error", Text(d.Error))
        .SetIf("cause", Text(d.Cause))
        .SetIf("traceHeader", Text(d.TraceHeader))
        .Set("redriveCount", d.RedriveCount)
        .SetIf("redriveDate", d.RedriveDate is { } redrive ? (JsonValue)HistoryEntry.Text(redrive) : null)
        .Build();

    public static ExecutionDescription Read(JsonObject json)
    {
        var status = Text("status");
        return new()
        {
            ExecutionArn = Text("executionArn") ?? "",
            StateMachineArn = Text("stateMachineArn") ?? "",
            StateMachineVersionArn = Text("stateMachineVersionArn"),
            StateMachineAliasArn = Text("stateMachineAliasArn"),
            MapRunArn = Text("mapRunArn"),
            RevisionId = "",
            Name = Text("name") ?? "",
            Status = Statuses.FirstOrDefault(s => s.Name == status) is { Name: not null } known
                ? known.Status
                : throw new ExecutionFileException($"The execution's status, {status ?? "which is missing"}, is none of AWS's."),
            StartDate = HistoryEntry.Time(json["startDate"]),
            StopDate = json["stopDate"] is { } stop ? HistoryEntry.Time(stop) : null,
            Input = Text("input"),
            Output = Text("output"),
            Error = Text("error"),
            Cause = Text("cause"),
            TraceHeader = Text("traceHeader"),
            RedriveCount = json["redriveCount"] is JsonNumber redrives ? (int)redrives.Value : 0,
            RedriveDate = json["redriveDate"] is { } redrive ? HistoryEntry.Time(redrive) : null,
        };

        string? Text(string name) => (json[name] as JsonString)?.Value;
    }

    private static JsonValue? Text(string? text) => text is null ? null : (JsonValue)text;
}
