using System.Runtime.CompilerServices;
using StepFlow.Language.Definitions;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Running;

/// <summary>Compiled definitions, one per revision, kept as long as the revision itself is.</summary>
public sealed class DefinitionCache
{
    private readonly ConditionalWeakTable<StateMachineRevision, StateMachineDefinition> _compiled = [];

    public StateMachineDefinition Of(StateMachineRevision revision) =>
        _compiled.GetValue(revision, static r => StateMachineDefinition.Parse(r.Definition));
}
