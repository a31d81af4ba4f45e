using System.Runtime.CompilerServices;
using StepFlow.Aws;
using StepFlow.Language.Definitions;
using StepFlow.Language.Validation;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Definitions as the API speaks of them.</summary>
internal sealed class Definitions(CallableTasks tasks) : IDefinitions
{
    private readonly ConditionalWeakTable<StateMachineRevision, References> _references = [];

    public void Ensure(string definition, StateMachineType type, string stateMachine)
    {
        var diagnostics = DefinitionValidator.Validate(definition, ToMachineType(type));
        if (LabelRefusals.Find(definition, diagnostics) is { } label)
        {
            throw new AwsException("InvalidDefinition", label);
        }

        if (DefinitionValidator.ToCreateMessage(diagnostics) is { } message)
        {
            throw new AwsException("InvalidDefinition", message);
        }

        EnsureRuns(definition, stateMachine);
    }

    public IReadOnlyList<Diagnostic> Validate(string definition, StateMachineType type) =>
        [.. DefinitionValidator.Validate(definition, ToMachineType(type)).OrderBy(d => d.Severity)];

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? VariableReferences(StateMachineRevision revision) =>
        _references.GetValue(revision, static r => new(Operations.VariableReferences.Of(r.Definition))).ByState;

    // The validator knows AWS's rules; what passes them and yet cannot be compiled is better refused now than at the first execution.
    private void EnsureRuns(string definition, string stateMachine)
    {
        try
        {
            var problems = tasks.Problems(StateMachineDefinition.Parse(definition).Root, stateMachine).Select(p => $"{DiagnosticCodes.Schema}: {p}");
            if (string.Join(", ", problems) is { Length: > 0 } text)
            {
                throw Refusals.InvalidDefinition(text);
            }
        }
        catch (DefinitionException e)
        {
            throw Refusals.InvalidDefinition($"{DiagnosticCodes.Schema}: {e.Problem} at {e.Pointer}");
        }
    }

    private static MachineType ToMachineType(StateMachineType type) =>
        type is StateMachineType.Express ? MachineType.Express : MachineType.Standard;

    private sealed record References(IReadOnlyDictionary<string, IReadOnlyList<string>>? ByState);
}
