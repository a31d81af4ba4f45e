using StepFlow.Language.Json;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Rules;

/// <summary>Where states lead: targets exist, every state is reached, and the workflow can end.</summary>
internal static class TransitionRules
{
    public static void Judge(JsonObject machine, string path, Judging judging, bool isTop)
    {
        if (machine["States"] is not JsonObject states || machine["StartAt"] is not JsonString { Value: var start } || judging.IsToken(machine["StartAt"]!))
        {
            return;
        }

        Expect(states, start, $"{path}/StartAt", judging);
        foreach (var (name, state) in states.Members)
        {
            foreach (var (target, at) in Targets(state))
            {
                if (!judging.Findings.HasToken(target))
                {
                    Expect(states, target, $"{path}/States/{name}{at}", judging);
                }
            }
        }

        if (isTop && !states.Members.ToArray().Any(s => IsTerminal(s.Value, judging)))
        {
            // Without an end AWS does not say what is out of reach.
            judging.Findings.ErrorAtEnd(DiagnosticCodes.MissingEndState, "Workflow has no terminal state", null);
            return;
        }

        var reached = Reach(states, start);
        foreach (var name in states.Names.Where(n => !reached.Contains(n)))
        {
            judging.Findings.Error(DiagnosticCodes.MissingTarget, $"State \"{name}\" is not reachable.", $"{path}/States/{name}");
        }
    }

    // AWS calls every target a Next.
    private static void Expect(JsonObject states, string target, string location, Judging judging)
    {
        if (!states.Has(target))
        {
            judging.Findings.Error(DiagnosticCodes.MissingTarget, $"Missing 'Next' target: {target}", location);
        }
    }

    private static bool IsTerminal(JsonValue state, Judging judging) => state is JsonObject o
        && (o["Type"] is JsonString { Value: "Succeed" or "Fail" }
            || (o["End"] is { } end && (end is JsonBoolean { Value: true } || judging.IsToken(end))));

    private static HashSet<string> Reach(JsonObject states, string start)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var name))
        {
            if (states[name] is { } state && reached.Add(name))
            {
                foreach (var (target, _) in Targets(state))
                {
                    open.Push(target);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<(string Target, string At)> Targets(JsonValue state)
    {
        if (state is not JsonObject o)
        {
            yield break;
        }

        if (o["Next"] is JsonString next)
        {
            yield return (next.Value, "/Next");
        }

        foreach (var list in new[] { "Choices", "Catch" })
        {
            for (var i = 0; o[list] is JsonArray items && i < items.Count; i++)
            {
                if (items[i] is JsonObject item && item["Next"] is JsonString target)
                {
                    yield return (target.Value, $"/{list}[{i}]/Next");
                }
            }
        }

        if (o["Default"] is JsonString other)
        {
            yield return (other.Value, "/Default");
        }
    }
}
