using StepFlow.Language.Definitions;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Operations.Shapes;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Definitions as the API speaks of them.</summary>
internal sealed class Definitions : IDefinitions
{
    public void Ensure(string definition, StateMachineType type)
    {
        if (Validate(definition, type).FirstOrDefault(f => f.IsError) is { } finding)
        {
            throw Refusals.InvalidDefinition($"{finding.Code}: {finding.Message}{(finding.Location is null ? "" : $" at {finding.Location}")}");
        }
    }

    public IReadOnlyList<DefinitionFinding> Validate(string definition, StateMachineType type)
    {
        try
        {
            StateMachineDefinition.Parse(definition);
            return [];
        }
        catch (JsonSyntaxException e)
        {
            return [new(IsError: true, "INVALID_JSON_DESCRIPTION", JsonProblem.Find(definition) ?? e.Message, null)];
        }
        catch (DefinitionException e)
        {
            return [new(IsError: true, "SCHEMA_VALIDATION_FAILED", e.Problem, e.Pointer)];
        }
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? VariableReferences(StateMachineRevision revision) =>
        Operations.VariableReferences.Of(revision.Definition);
}
