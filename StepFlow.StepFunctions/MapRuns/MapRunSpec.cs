using StepFlow.Language.Data;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Running;

namespace StepFlow.StepFunctions.MapRuns;

/// <summary>What one Map Run is to do, taken from its parent at the moment it starts.</summary>
/// <param name="Work">The parent's number for it.</param>
/// <param name="StatePath">Where the Map stands in the machine, for the children.</param>
/// <param name="Label">The part of the Map Run's ARN that stands for the state.</param>
/// <param name="Scope">The Map state's scope, for ItemSelector, ItemReader and ResultWriter.</param>
internal sealed record MapRunSpec(
    ExecutionRunner Parent,
    StateMachineRevision Revision,
    int Work,
    string MapRunArn,
    string StatePath,
    string Label,
    MapState State,
    MapPlan Plan,
    FailureTolerance Tolerance,
    StateScope Scope)
{
    public MapDistribution Distribution => State.Distribution!;
}
