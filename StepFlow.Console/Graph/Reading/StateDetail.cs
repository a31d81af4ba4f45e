using StepFlow.Language.Json;

namespace StepFlow.ConsoleUI.Graph.Reading;

/// <summary>The few words that stand under a state's name, and the badge of a container.</summary>
internal static class StateDetail
{
    public const string Distributed = "Distributed";

    public static string Of(NodeKind kind, JsonObject state) => kind switch
    {
        NodeKind.Task => TaskDetail.Of(state),
        NodeKind.Wait => "Wait" + WaitsFor(state),
        NodeKind.Fail => Text(state["Error"]) is { Length: > 0 } error ? $"Fail · {error}" : "Fail",
        NodeKind.Map => "Map" + Concurrency(state),
        NodeKind.Parallel => $"Parallel · {(state["Branches"] as JsonArray)?.Count ?? 0} branches",
        NodeKind.Unknown => Text(state["Type"]) is { Length: > 0 } type ? $"unknown type {type}" : "no Type",
        _ => kind.ToString(),
    };

    public static string? BadgeOf(NodeKind kind, JsonObject state) => kind is not NodeKind.Map ? null
        : Text(((state["ItemProcessor"] as JsonObject)?["ProcessorConfig"] as JsonObject)?["Mode"]) is "DISTRIBUTED" ? Distributed : "Inline";

    internal static string? Text(JsonValue? value) => (value as JsonString)?.Value;

    private static string WaitsFor(JsonObject state)
    {
        if (state["Seconds"] is JsonNumber seconds)
        {
            return $" · {seconds} s";
        }

        foreach (var field in (ReadOnlySpan<string>)["Seconds", "SecondsPath", "Timestamp", "TimestampPath"])
        {
            if (Text(state[field]) is { } text)
            {
                return field.StartsWith("Seconds", StringComparison.Ordinal) ? $" · {text} s" : $" · until {text}";
            }
        }

        return "";
    }

    private static string Concurrency(JsonObject state) => state["MaxConcurrency"] is JsonNumber { Value: > 0 } most ? $" · {most} at a time" : "";
}
