using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.StepFunctions.Running;

/// <summary>
/// Hears of every turn after it is durable: traces, logs, notifications and the console are fed by this.
/// Called in order per execution, by the execution's own writer, so it must be quick and must not throw.
/// </summary>
public interface IExecutionObserver
{
    void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events);
}
