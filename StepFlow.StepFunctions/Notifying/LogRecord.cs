using StepFlow.Language.Json;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>An event of a history as AWS writes it to a log group.</summary>
internal static class LogRecord
{
    public static JsonObject Of(HistoryEvent @event, string executionArn, int redriveCount, bool withData) => JsonObject.Of(
        ("id", @event.Id.ToString()),
        ("type", @event.Type),
        ("details", Details(@event.Details ?? JsonObject.Empty, withData)),
        ("previous_event_id", @event.PreviousEventId.ToString()),
        ("event_timestamp", @event.Timestamp.ToUnixTimeMilliseconds().ToString()),
        ("execution_arn", executionArn),
        ("redrive_count", redriveCount.ToString()));

    private static JsonObject Details(JsonObject details, bool withData)
    {
        var kept = new JsonObjectBuilder(details.Count);
        foreach (var (name, value) in details.Members)
        {
            if (withData || !IsData(name))
            {
                kept.Set(name, value);
            }
        }

        if (withData)
        {
            Truncate(kept, details, "input");
            Truncate(kept, details, "output");
        }

        return kept.Build();
    }

    private static bool IsData(string name) => name is
        "input" or "inputDetails" or "output" or "outputDetails" or "parameters" or "assignedVariables" or "assignedVariablesDetails";

    private static void Truncate(JsonObjectBuilder kept, JsonObject details, string name)
    {
        if (details[name] is JsonString text && PayloadLimit.Exceeds(text.Value))
        {
            kept.Set(name, PayloadLimit.Cut(text.Value)).Set(name + "Details", JsonObject.Of(("truncated", true)));
        }
    }
}
