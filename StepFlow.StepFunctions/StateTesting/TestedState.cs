using StepFlow.Language.Definitions;
using StepFlow.Language.Json;
using StepFlow.Language.States;
using StepFlow.Language.Validation;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.StateTesting;

/// <summary>The state under test, and the Map and Parallel states around it, innermost first.</summary>
internal sealed record TestedState(State State, IReadOnlyList<State> Around)
{
    /// <summary>What AWS calls every state under test, in errors and in the context object.</summary>
    public const string Name = "StateName";

    /// <summary>The nearest Map around the state, whose iteration it belongs to.</summary>
    public MapState? Map => Around.OfType<MapState>().FirstOrDefault();

    /// <param name="definition">One state; a whole state machine where <paramref name="stateName"/> picks the state.</param>
    /// <param name="stateName">A state anywhere in the machine, or null.</param>
    public static TestedState Read(string definition, string? stateName)
    {
        var root = Parse(definition, stateName is not null);
        return Find(root, stateName ?? Name, []) ?? throw StateTestRefusals.StateNotFound();
    }

    /// <summary>A state inside this Map or Parallel, at any depth.</summary>
    public State? Inside(string name) => Groups(State).Select(g => Find(g, name, [])?.State).FirstOrDefault(s => s is not null);

    private static StateGroup Parse(string definition, bool isMachine)
    {
        var diagnostics = isMachine ? DefinitionValidator.Validate(definition) : DefinitionValidator.ValidateState(definition, Name);
        if (DefinitionValidator.ToCreateMessage(diagnostics) is { } message)
        {
            throw StateTestRefusals.Definition(message);
        }

        try
        {
            var value = JsonValue.Parse(definition);
            return DefinitionReader.Read(isMachine ? value : Wrap(value)).Root;
        }
        catch (DefinitionException e)
        {
            throw Refusals.InvalidDefinition($"SCHEMA_VALIDATION_FAILED: {e.Problem} at {e.Pointer}");
        }
    }

    private static JsonObject Wrap(JsonValue state) => JsonObject.Of(("StartAt", Name), ("States", JsonObject.Of((Name, state))));

    private static TestedState? Find(StateGroup group, string name, IReadOnlyList<State> around)
    {
        if (group.States.TryGetValue(name, out var found))
        {
            return new(found, around);
        }

        foreach (var state in group.States.Values)
        {
            foreach (var inner in Groups(state))
            {
                if (Find(inner, name, [state, .. around]) is { } deeper)
                {
                    return deeper;
                }
            }
        }

        return null;
    }

    private static IEnumerable<StateGroup> Groups(State state) => state switch
    {
        MapState map => [map.Processor],
        ParallelState parallel => parallel.Branches,
        _ => [],
    };
}
