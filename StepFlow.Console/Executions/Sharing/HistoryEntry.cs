using System.Globalization;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>One event of a history as GetExecutionHistory answers it, or as the AWS CLI prints it.</summary>
internal sealed record HistoryEntry(long Id, long PreviousId, string Type, DateTimeOffset At, JsonObject Details)
{
    public static HistoryEntry Of(JsonValue json)
    {
        if (json is not JsonObject entry || entry["type"] is not JsonString { Value: var type } || entry["id"] is not JsonNumber id || !id.TryGetInt64(out var number))
        {
            throw new ExecutionFileException("An entry of history.events has no id or no type: it is no event of a history.");
        }

        var details = entry.FirstOrDefault(m => m.Key.EndsWith("EventDetails", StringComparison.Ordinal)).Value as JsonObject;
        var previous = entry["previousEventId"] is JsonNumber before && before.TryGetInt64(out var p) ? p : 0;
        return new(number, previous, type, Time(entry["timestamp"]), details ?? JsonObject.Empty);
    }

    /// <summary>AWS sends seconds since 1970 on the wire; its command line prints ISO 8601.</summary>
    public static DateTimeOffset Time(JsonValue? value) => value switch
    {
        JsonNumber seconds => DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds.Value * 1000)),
        JsonString text when DateTimeOffset.TryParse(text.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => throw new ExecutionFileException($"An event's timestamp is neither a number nor a date: {value?.ToString() ?? "it is missing"}."),
    };

    public static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    public string? Text(string name) => (Details[name] as JsonString)?.Value;

    public string? Member(string name, string inner) => ((Details[name] as JsonObject)?[inner] as JsonString)?.Value;

    public int? Number(string name) => Details[name] is JsonNumber number && number.TryGetInt64(out var value) ? (int)value : null;

    /// <summary>What a member says in JSON; a text that is none, such as one AWS has cut, stays a text.</summary>
    public JsonValue Data(string name) => Parsed(Details[name] ?? JsonValue.Null);

    /// <summary>What Assign has set, by name.</summary>
    public JsonObject? Variables() => Details["assignedVariables"] is JsonObject { Count: > 0 } assigned
        ? JsonObject.Of(assigned.Select(v => KeyValuePair.Create(v.Key, Parsed(v.Value))))
        : null;

    public StatesError Error() => new(Text("error"), Text("cause"));

    private static JsonValue Parsed(JsonValue value)
    {
        if (value is not JsonString { Value: var text })
        {
            return value;
        }

        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonSyntaxException)
        {
            return text;
        }
    }
}
