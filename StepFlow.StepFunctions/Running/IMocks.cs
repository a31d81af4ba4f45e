using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.StepFunctions.Running;

/// <summary>Mocked answers of one execution that runs a test case of a mock file.</summary>
public interface IMocks
{
    /// <summary>The answer instead of a call; null where the test case does not mock this state.</summary>
    TaskOutcome? Answer(WorkScheduled scheduled, TaskResource resource, string state);
}
