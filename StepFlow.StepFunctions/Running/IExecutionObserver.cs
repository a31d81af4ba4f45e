using StepFlow.StepFunctions.Executing;
using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.StepFunctions.Running;

/// <summary>
/// Hears of every turn after it is durable: traces, logs, notifications and the console are fed by this.
/// Called in order per execution, by the execution's own writer, so it must be quick and must not throw.
/// </summary>
public interface IExecutionObserver
{
    /// <param name="execution">As the turn has left it.</param>
    /// <param name="row">The execution's row after the turn.</param>
    void OnTurn(Execution execution, IReadOnlyList<ExecutionEvent> events, ExecutionDescription row);

    /// <summary>
    /// An execution is taken up again, after a restart or to be redriven: what it went through so far, for observers that
    /// remember. Its later turns follow.
    /// </summary>
    void OnReopened(Execution execution, IReadOnlyList<ExecutionEvent> past)
    {
    }
}
