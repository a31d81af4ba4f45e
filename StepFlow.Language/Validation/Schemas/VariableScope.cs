using StepFlow.Language.Json;

namespace StepFlow.Language.Validation.Schemas;

/// <summary>The variables that the states of one machine, branch or item processor assign, and those around it that they can read.</summary>
internal sealed class VariableScope
{
    private readonly HashSet<string> _names;
    private readonly VariableScope? _outer;

    public VariableScope(JsonObject machine, VariableScope? outer)
    {
        _names = [.. States(machine).SelectMany(s => Assigned(s.State)).Select(a => a.Name)];
        _outer = outer;
    }

    public bool Has(string name) => _names.Contains(name) || _outer?.Has(name) is true;

    public static IEnumerable<(string Name, JsonObject State)> States(JsonObject machine) =>
        from member in (machine["States"] as JsonObject ?? JsonObject.Empty).Members.ToArray()
        where member.Value is JsonObject
        select (member.Key, (JsonObject)member.Value);

    /// <summary>The variables that a state assigns, with the place of each below the state.</summary>
    public static IEnumerable<(string Name, string At)> Assigned(JsonObject state) =>
        [.. Names(state, ""), .. Listed(state, "Choices"), .. Listed(state, "Catch")];

    private static IEnumerable<(string Name, string At)> Listed(JsonObject state, string list) =>
        (state[list] as JsonArray ?? JsonArray.Empty).SelectMany((item, i) => item is JsonObject o ? Names(o, $"/{list}[{i}]") : []);

    private static IEnumerable<(string Name, string At)> Names(JsonObject owner, string at) =>
        from name in (owner["Assign"] as JsonObject ?? JsonObject.Empty).Names
        select (name.EndsWith(".$", StringComparison.Ordinal) ? name[..^2] : name, $"{at}/Assign/{name}");
}
