using StepFlow.ConsoleUI.Executions.Following;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.ConsoleUI.Executions.Showing;

/// <summary>An execution on a page, from this service or from a file.</summary>
/// <param name="Definition">Null where it is not known, as in a history of AWS.</param>
/// <param name="IsComplete">False where the history lacks events.</param>
/// <param name="IsFile">True where nothing can be done to it: it is a record of something that ran elsewhere or before.</param>
/// <param name="TraceId">The trace it belongs to, 32 hex digits; null where none is at hand.</param>
public sealed record ShownExecution(
    ExecutionDescription Description, ExecutionView View, string MachineName, string? Definition, bool IsExpress, bool IsComplete, bool IsFile,
    string? TraceId)
{
    /// <summary>As it was sent, spaces and all.</summary>
    public string? Input => View.Started is { } started ? started.InputText ?? started.Input.ToString() : Description.Input;

    public string? Output => View.Output?.ToString() ?? Description.Output;
}
