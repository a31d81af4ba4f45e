using System.Text.Json;

namespace StepFlow.Functions.StepFunctions.Model;

public sealed class GetExecutionHistoryRequest : AmazonStepFunctionsRequest
{
    public string? ExecutionArn { get; set; }

    public bool? IncludeExecutionData { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }

    public bool? ReverseOrder { get; set; }

    internal override string Operation => "GetExecutionHistory";

    internal override void Write(Utf8JsonWriter json)
    {
        json.WriteIf("executionArn", ExecutionArn);
        json.WriteIf("includeExecutionData", IncludeExecutionData);
        json.WriteIf("maxResults", MaxResults);
        json.WriteIf("nextToken", NextToken);
        json.WriteIf("reverseOrder", ReverseOrder);
    }
}

public sealed class GetExecutionHistoryResponse : AmazonStepFunctionsResponse
{
    public List<HistoryEvent>? Events { get; set; }

    public string? NextToken { get; set; }

    internal override void Read(JsonElement json)
    {
        Events = json.TryGetProperty("events", out var events) ? [.. events.EnumerateArray().Select(HistoryEvent.Parse)] : [];
        NextToken = json.Text("nextToken");
    }
}

/// <summary>An event of a history; of the details, only those of a scheduled task are read.</summary>
public sealed class HistoryEvent
{
    public long? Id { get; set; }

    public long? PreviousEventId { get; set; }

    public DateTime? Timestamp { get; set; }

    public HistoryEventType? Type { get; set; }

    public TaskScheduledEventDetails? TaskScheduledEventDetails { get; set; }

    internal static HistoryEvent Parse(JsonElement json) => new()
    {
        Id = json.Whole("id"),
        PreviousEventId = json.Whole("previousEventId"),
        Timestamp = json.Time("timestamp"),
        Type = json.Text("type") is { } type ? new(type) : null,
        TaskScheduledEventDetails = json.TryGetProperty("taskScheduledEventDetails", out var task)
            ? new() { Parameters = task.Text("parameters"), Region = task.Text("region"), Resource = task.Text("resource"), ResourceType = task.Text("resourceType") }
            : null,
    };
}

public sealed class TaskScheduledEventDetails
{
    public string? Parameters { get; set; }

    public string? Region { get; set; }

    public string? Resource { get; set; }

    public string? ResourceType { get; set; }
}
