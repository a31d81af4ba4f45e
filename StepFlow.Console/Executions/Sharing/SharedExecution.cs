using StepFlow.StepFunctions.Journal;
using StepFlow.StepFunctions.Operations;

namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>An execution with all that is needed to look at it anywhere.</summary>
/// <param name="Definition">The States Language text it ran; null where a file does not bring it.</param>
/// <param name="IsComplete">False where the history lacks events: a page of a longer one, or an Express execution too large to be kept.</param>
public sealed record SharedExecution(
    ExecutionDescription Description, string MachineName, bool IsExpress, string? Definition, IReadOnlyList<ExecutionEvent> Events, bool IsComplete = true);
