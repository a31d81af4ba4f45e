using StepFlow.Language.Definitions;
using StepFlow.Language.Json;

namespace StepFlow.Language.Validation.Schemas;

/// <summary>What a check must know about the place it looks at.</summary>
/// <param name="Language">The effective language of the state.</param>
/// <param name="MachineLanguage">The language of the state machine, which states inside Map and Parallel inherit.</param>
/// <param name="Express">True where the states run in an Express execution.</param>
/// <param name="IsDowngraded">A state that may not be JSONPath is not told about fields of the other language too.</param>
/// <param name="InCatcher">Only there has $states an errorOutput.</param>
/// <param name="HasResult">Only what follows on a task, map or parallel state that succeeded sees a result in $states.</param>
/// <param name="Variables">Null for a state that is judged alone.</param>
internal sealed record Judging(
    Findings Findings,
    QueryLanguage Language,
    QueryLanguage MachineLanguage,
    bool Express,
    bool IsDowngraded = false,
    bool InCatcher = false,
    bool HasResult = false,
    VariableScope? Variables = null)
{
    public bool IsJsonata => Language is QueryLanguage.Jsonata;

    public void Schema(string message, string path) => Findings.Schema(message, Location(path));

    public bool IsToken(JsonValue value) => Findings.IsToken(value);

    /// <summary>Places are kept without the slash of the root.</summary>
    public static string Location(string path) => path.Length is 0 ? "/" : path;
}
