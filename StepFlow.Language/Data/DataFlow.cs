using StepFlow.Language.Json;

namespace StepFlow.Language.Data;

/// <summary>What leaves a state: its output and the variables it assigned (null where it assigns none).</summary>
public readonly record struct StateResult(JsonValue Output, JsonObject? Assigned);

/// <summary>
/// How data passes through a state: input selection, arguments, result, output and Assign.
/// One implementation per query language; states ask, and need not know which it is.
/// </summary>
public abstract class DataFlow
{
    /// <summary>The input the state works on (after InputPath).</summary>
    public abstract JsonValue EffectiveInput(StateScope scope);

    /// <summary>What is handed to the work: Parameters or Arguments, or the effective input where there are none.</summary>
    public abstract JsonValue Arguments(StateScope scope, JsonValue effectiveInput);

    /// <summary>Output and assigned variables for a state whose work gave <paramref name="result"/>.</summary>
    public abstract StateResult Finish(StateScope scope, JsonValue result);

    /// <summary>Output and assigned variables for a state that only passes its effective input on (Choice, Wait, Succeed).</summary>
    public abstract StateResult PassOn(StateScope scope, JsonValue effectiveInput);
}
