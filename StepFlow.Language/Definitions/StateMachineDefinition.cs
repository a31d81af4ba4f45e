using System.Collections.Frozen;
using StepFlow.Language.States;

namespace StepFlow.Language.Definitions;

/// <summary>States that belong together: a whole machine, a branch of Parallel, the processor of a Map.</summary>
public sealed record StateGroup(string StartAt, FrozenDictionary<string, State> States)
{
    public State Start => States[StartAt];
}

/// <summary>A parsed state machine. Immutable, with paths and expressions compiled: safe to share between executions.</summary>
public sealed record StateMachineDefinition(StateGroup Root, Data.Template? TimeoutSeconds, string? Comment)
{
    /// <summary>Reads a definition tolerantly: unknown fields are passed over, only what cannot run is refused.</summary>
    /// <exception cref="DefinitionException">Something needed is absent or cannot be compiled.</exception>
    public static StateMachineDefinition Parse(string text) => DefinitionReader.Read(Json.JsonValue.Parse(text));
}
