using System.Text.Json;
using System.Text.Json.Serialization;

namespace StepFlow.Trigger;

/// <summary>An execution that goes on by itself.</summary>
/// <param name="StatusUrl">Where its outcome will be.</param>
/// <param name="TaskToken">Token of the task it waits for, if it waits for somebody's word.</param>
/// <param name="Command">A command that gives that word.</param>
internal sealed record StartedView(
    [property: JsonPropertyName("executionArn")] string? ExecutionArn,
    [property: JsonPropertyName("startDate")] string? StartDate,
    [property: JsonPropertyName("statusUrl")] string StatusUrl,
    [property: JsonPropertyName("taskToken")] string? TaskToken = null,
    [property: JsonPropertyName("command")] string? Command = null);

/// <summary>An execution as it stands.</summary>
internal sealed record ExecutionView(
    [property: JsonPropertyName("executionArn")] string? ExecutionArn,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("startDate")] string? StartDate,
    [property: JsonPropertyName("stopDate")] string? StopDate,
    [property: JsonPropertyName("input")] JsonElement? Input,
    [property: JsonPropertyName("output")] JsonElement? Output,
    [property: JsonPropertyName("error")] string? Error,
    [property: JsonPropertyName("cause")] string? Cause);

internal sealed record FailureView([property: JsonPropertyName("error")] string? Error, [property: JsonPropertyName("cause")] string? Cause);

internal sealed record ProblemView([property: JsonPropertyName("message")] string Message);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
[JsonSerializable(typeof(StartedView))]
[JsonSerializable(typeof(ExecutionView))]
[JsonSerializable(typeof(FailureView))]
[JsonSerializable(typeof(ProblemView))]
internal sealed partial class TriggerJson : JsonSerializerContext;
