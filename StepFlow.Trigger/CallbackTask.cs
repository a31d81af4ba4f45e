using System.Text.Json;

namespace StepFlow.Trigger;

/// <summary>Finds the token that a <c>.waitForTaskToken</c> task of an execution handed out, and says how to answer it.</summary>
internal sealed class CallbackTask(IAmazonStepFunctions stepFunctions, string executionArn)
{
    private const string Pattern = ".waitForTaskToken";

    public async Task<string?> FindTokenAsync()
    {
        var history = await stepFunctions.GetExecutionHistoryAsync(new GetExecutionHistoryRequest
        {
            ExecutionArn = executionArn,
            ReverseOrder = true,
            MaxResults = 10,
        });
        var task = history.Events?.FirstOrDefault(e => e.Type == HistoryEventType.TaskScheduled)?.TaskScheduledEventDetails;
        return task?.Resource?.EndsWith(Pattern, StringComparison.Ordinal) is true && task.Parameters is { } parameters
            ? TokenIn(JsonElement.Parse(parameters))
            : null;
    }

    public static string SuccessCommand(string token)
    {
        var endpoint = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_SFN") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");
        var region = Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1";
        return $$"""aws stepfunctions send-task-success --task-token '{{token}}' --task-output '{"approved": true}' --region {{region}}"""
            + (string.IsNullOrEmpty(endpoint) ? "" : $" --endpoint-url {endpoint}");
    }

    /// <summary>The definition may put the token anywhere; members that carry one are named so.</summary>
    private static string? TokenIn(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in json.EnumerateObject())
        {
            var token = member.Value.ValueKind is JsonValueKind.String && member.Name.EndsWith("token", StringComparison.OrdinalIgnoreCase)
                ? member.Value.GetString()
                : TokenIn(member.Value);
            if (token is not null)
            {
                return token;
            }
        }

        return null;
    }
}
