using StepFlow.Language.Json;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Rules;

/// <summary>A variable assigned in an inner scope cannot have the same name as one assigned in an outer scope.</summary>
internal static class VariableRules
{
    public static void Judge(JsonObject machine, Findings findings) => Judge(machine, "", [], findings);

    private static void Judge(JsonObject machine, string path, HashSet<string> outer, Findings findings)
    {
        var states = VariableScope.States(machine).ToList();
        foreach (var (state, name, at) in states.SelectMany(s => VariableScope.Assigned(s.State).Select(a => (s.Name, a.Name, a.At))))
        {
            if (outer.Contains(name))
            {
                findings.Error(
                    DiagnosticCodes.DuplicateVariable, $"The variable name '{name}' was already defined in a parent scope.", $"{path}/States/{state}{at}");
            }
        }

        foreach (var (name, state) in states)
        {
            foreach (var (inner, at) in Machines(state))
            {
                Judge(inner, $"{path}/States/{name}{at}", [.. outer, .. Around(name, states)], findings);
            }
        }
    }

    // When a catcher of the state itself assigns, the scope inside is gone.
    private static IEnumerable<string> Around(string state, List<(string Name, JsonObject State)> states) =>
        from other in states
        from assigned in VariableScope.Assigned(other.State)
        where !string.Equals(other.Name, state, StringComparison.Ordinal) || !assigned.At.StartsWith("/Catch", StringComparison.Ordinal)
        select assigned.Name;

    private static IEnumerable<(JsonObject Machine, string At)> Machines(JsonObject state)
    {
        for (var i = 0; state["Branches"] is JsonArray branches && i < branches.Count; i++)
        {
            if (branches[i] is JsonObject branch)
            {
                yield return (branch, $"/Branches[{i}]");
            }
        }

        foreach (var field in new[] { "ItemProcessor", "Iterator" })
        {
            if (state[field] is JsonObject processor)
            {
                yield return (processor, $"/{field}");
            }
        }
    }
}
