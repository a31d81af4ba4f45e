using StepFlow.Language.Definitions;
using StepFlow.Language.States;
using StepFlow.StepFunctions.Running;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Operations;

/// <summary>Which Tasks of a definition could never be called here, although AWS has their integration: better said at creation than in an execution.</summary>
internal sealed class CallableTasks(ITaskIntegrations integrations, IMockSource mocks)
{
    /// <summary>One text for each such Task, with the place it stands at. A state that a test case of the mock file answers for is none.</summary>
    public IEnumerable<string> Problems(StateGroup group, string stateMachine, string pointer = "")
    {
        foreach (var state in group.States.Values)
        {
            var at = $"{pointer}/States/{state.Name}";
            foreach (var problem in Problems(state, stateMachine, at))
            {
                yield return problem;
            }
        }
    }

    private IEnumerable<string> Problems(State state, string stateMachine, string at) => state switch
    {
        TaskState task => Problem(task, stateMachine) is { } why ? [$"{why} at {at}/Resource"] : [],
        MapState map => Problems(map.Processor, stateMachine, at + "/ItemProcessor"),
        ParallelState parallel => parallel.Branches.SelectMany((branch, i) => Problems(branch, stateMachine, $"{at}/Branches[{i}]")),
        _ => [],
    };

    private string? Problem(TaskState task, string stateMachine) =>
        TaskResource.TryParse(task.Resource, out var resource) && !integrations.IsSupported(resource, out var why) && !mocks.AnswersFor(stateMachine, task.Name)
            ? why
            : null;
}
