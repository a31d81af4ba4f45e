using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Running;

/// <summary>Mocked answers of one execution that runs a test case of a mock file.</summary>
public interface IMocks
{
    /// <summary>The answer instead of a call; null where the test case does not mock this state.</summary>
    Arrival? Answer(ExecutionRunner runner, WorkScheduled scheduled, string state);
}
