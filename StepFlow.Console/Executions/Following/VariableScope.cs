using StepFlow.Language.Json;

namespace StepFlow.ConsoleUI.Executions.Following;

/// <summary>Which variables a state sees: a history tells only of those that each state assigns.</summary>
public static class VariableScope
{
    /// <summary>The variables with their values as the state was entered.</summary>
    /// <param name="visit">The visit of the state.</param>
    /// <param name="inherited">What the execution began with; only a child of a Map Run has such.</param>
    public static JsonObject At(StateVisit visit, JsonObject? inherited)
    {
        // A branch sees what was assigned around it before it began; nothing assigned in it is seen outside.
        var variables = visit.Branch.Parent is { } parent ? At(parent, inherited) : inherited ?? JsonObject.Empty;
        foreach (var before in visit.Branch.Visits)
        {
            if (before == visit)
            {
                break;
            }

            foreach (var (name, value) in before.Assigned ?? JsonObject.Empty)
            {
                variables = variables.With(name, value);
            }
        }

        return variables;
    }
}
