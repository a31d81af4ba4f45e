using StepFlow.Language.Validation;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations;

/// <summary>What the operations ask of the States Language.</summary>
public interface IDefinitions
{
    /// <summary>Throws InvalidDefinition with AWS's text where a state machine of this type cannot have this definition.</summary>
    void Ensure(string definition, StateMachineType type);

    /// <summary>All findings, errors first.</summary>
    IReadOnlyList<Diagnostic> Validate(string definition, StateMachineType type);

    /// <summary>Which variables each state that has such references refers to; null where the definition refers to none.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>>? VariableReferences(StateMachineRevision revision);
}
