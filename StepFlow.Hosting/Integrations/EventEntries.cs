using StepFlow.Hosting.Integrations.Wire;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Integrations;

/// <summary>
/// EventBridge judges each entry of PutEvents on its own, and Step Functions fails the Task when one is refused. Local buses seldom look,
/// so refused entries are found here, kept from the bus, and put back into its answer at their places.
/// </summary>
internal sealed class EventEntries
{
    private readonly List<JsonObject?> _refusals;

    private EventEntries(JsonObject parameters, List<JsonObject?> refusals)
    {
        Parameters = parameters;
        _refusals = refusals;
    }

    /// <summary>The parameters with only the entries EventBridge would take.</summary>
    public JsonObject Parameters { get; }

    public bool HasNone => _refusals.Count > 0 && _refusals.TrueForAll(r => r is not null);

    public static EventEntries Judge(JsonObject parameters)
    {
        if (parameters["Entries"] is not JsonArray entries)
        {
            return new(parameters, []);
        }

        List<JsonObject?> refusals = [.. entries.Select(Refusal)];
        var taken = entries.Where((_, i) => refusals[i] is null);
        return new(parameters.With("Entries", JsonArray.Of(taken)), refusals);
    }

    /// <summary>The bus's answer as EventBridge would have given it for all entries.</summary>
    public JsonObject Complete(JsonObject answer)
    {
        var refused = _refusals.Count(r => r is not null);
        if (refused is 0)
        {
            return answer;
        }

        using var taken = (answer["Entries"] as JsonArray ?? JsonArray.Empty).GetEnumerator();
        List<JsonValue> entries = [];
        foreach (var refusal in _refusals)
        {
            entries.Add(refusal ?? (taken.MoveNext() ? taken.Current : JsonObject.Empty));
        }

        var failed = answer["FailedEntryCount"] is JsonNumber { Value: var count } ? (int)count : 0;
        return answer.With("Entries", JsonArray.Of(entries)).With("FailedEntryCount", failed + refused);
    }

    private static JsonObject? Refusal(JsonValue entry)
    {
        if (entry is not JsonObject given)
        {
            return null;
        }

        foreach (var name in (ReadOnlySpan<string>)["Source", "DetailType", "Detail"])
        {
            if (given[name] is null or JsonNull or JsonString { Value.Length: 0 })
            {
                return Refused("InvalidArgument", $"Parameter {name} is not valid. Reason: {name} is a required argument.");
            }
        }

        return IsObject(given["Detail"]!) ? null : Refused("MalformedDetail", "Detail is malformed.");
    }

    private static bool IsObject(JsonValue detail)
    {
        try
        {
            return JsonValue.Parse(WireText.Of(detail)) is JsonObject;
        }
        catch (JsonSyntaxException)
        {
            return false;
        }
    }

    private static JsonObject Refused(string code, string message) => JsonObject.Of(("ErrorCode", code), ("ErrorMessage", message));
}
