using StepFlow.Language.Data;
using StepFlow.Language.Json;
using StepFlow.Language.States;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>Collects what becomes of the data inside a state, and shows of it what AWS shows.</summary>
internal sealed class Inspection(State state)
{
    private static readonly string[] Texts =
    [
        "afterInputPath", "afterParameters", "afterArguments", "afterItemsPath", "afterItemsPointer", "afterItemSelector", "afterItemBatcher",
        "result", "afterResultSelector", "afterResultPath",
    ];

    private readonly Dictionary<string, JsonValue> _seen = new(StringComparer.Ordinal);

    /// <summary>Retry and Catch that took an error.</summary>
    public JsonObject? ErrorDetails { get; set; }

    /// <summary>The HTTP request and response of an HTTP Task, at level TRACE.</summary>
    public (JsonObject Request, JsonObject Response)? Http { get; set; }

    public void Note(string name, JsonValue value) => _seen[name] = value;

    /// <param name="input">The state's input.</param>
    /// <param name="variables">All variables after the state; shown where there are any.</param>
    public JsonObject Show(JsonValue input, Variables variables)
    {
        var data = new JsonObjectBuilder(16).Set("input", input.ToString());
        foreach (var name in Texts)
        {
            if (_seen.TryGetValue(name, out var value) && IsShown(name))
            {
                data.Set(name, value.ToString());
            }
        }

        return data
            .SetIf("maxConcurrency", _seen.GetValueOrDefault("maxConcurrency"))
            .SetIf("toleratedFailureCount", _seen.GetValueOrDefault("toleratedFailureCount"))
            .SetIf("toleratedFailurePercentage", _seen.GetValueOrDefault("toleratedFailurePercentage"))
            .SetIf("variables", variables.Own.Count is 0 ? null : new JsonString(variables.Own.ToString()))
            .SetIf("request", Http?.Request)
            .SetIf("response", Http?.Response)
            .SetIf("errorDetails", ErrorDetails)
            .Build();
    }

    // A Result stands in for all that comes before it; Parallel shows nothing of what its branches are given.
    private bool IsShown(string name) => name is not ("afterInputPath" or "afterParameters" or "afterArguments")
        || !(state is ParallelState || (state is PassState && _seen.ContainsKey("result")));
}
