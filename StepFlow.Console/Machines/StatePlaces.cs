using StepFlow.Language.Json;

namespace StepFlow.ConsoleUI.Machines;

/// <summary>Where states are in a definition, as diagnostics write places: <c>/States/Outer/Branches[0]/States/Inner</c>.</summary>
internal static class StatePlaces
{
    /// <summary>The place of the first state of that name; null where there is none, or the text is no JSON.</summary>
    public static string? Find(string definition, string state)
    {
        try
        {
            return JsonValue.Parse(definition) is JsonObject machine ? In(machine, "", state) : null;
        }
        catch (JsonSyntaxException)
        {
            return null;
        }
    }

    private static string? In(JsonObject scope, string place, string state)
    {
        if (scope["States"] is not JsonObject states)
        {
            return null;
        }

        if (states.Has(state))
        {
            return $"{place}/States/{state}";
        }

        foreach (var (name, value) in states.Members)
        {
            if (value is JsonObject container && Inside(container, $"{place}/States/{name}", state) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Inside(JsonObject container, string place, string state)
    {
        foreach (var field in (ReadOnlySpan<string>)["ItemProcessor", "Iterator"])
        {
            if (container[field] is JsonObject processor && In(processor, $"{place}/{field}", state) is { } found)
            {
                return found;
            }
        }

        var branches = container["Branches"] as JsonArray ?? JsonArray.Empty;
        return branches.Select((b, i) => b is JsonObject branch ? In(branch, $"{place}/Branches[{i}]", state) : null).FirstOrDefault(p => p is not null);
    }
}
