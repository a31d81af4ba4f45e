using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;

namespace StepFlow.Language.Data;

/// <summary>What JSONata expressions of a state see: <c>$states</c> and the workflow variables.</summary>
internal sealed class StatesBindings(StateScope scope) : IJsonataVariables
{
    private JsonObject? _states;

    public static JsonataEnvironment For(StateScope scope) => new()
    {
        Variables = new StatesBindings(scope),
        Time = scope.Environment.Time,
        Random = scope.Environment.Random,
        NewGuid = scope.Environment.NewGuid,
        Limits = JsonataLimits.StepFunctions,
    };

    public JsonValue? Lookup(string name) =>
        string.Equals(name, "states", StringComparison.Ordinal) ? _states ??= States() : scope.Variable(name);

    private JsonObject States() => new JsonObjectBuilder()
        .Set("input", scope.RawInput)
        .SetIf("result", scope.Result)
        .SetIf("errorOutput", scope.ErrorOutput)
        .Set("context", scope.ContextObject)
        .Build();
}
