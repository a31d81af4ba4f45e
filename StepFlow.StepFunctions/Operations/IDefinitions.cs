using StepFlow.Language.Validation;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations;

/// <summary>What the operations ask of the States Language.</summary>
public interface IDefinitions
{
    /// <summary>Throws InvalidDefinition where a state machine of this type cannot have this definition: in AWS's words, or in ours where only we lack something.</summary>
    /// <param name="definition">The definition's text.</param>
    /// <param name="type">Standard or Express.</param>
    /// <param name="stateMachine">Name of the machine, by which a mock file knows it.</param>
    void Ensure(string definition, StateMachineType type, string stateMachine);

    /// <summary>All findings, errors first.</summary>
    IReadOnlyList<Diagnostic> Validate(string definition, StateMachineType type);

    /// <summary>Which variables each state that has such references refers to; null where the definition refers to none.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>>? VariableReferences(StateMachineRevision revision);
}
