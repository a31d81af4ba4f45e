using StepFlow.Language.Json;
using StepFlow.StepFunctions.Journal;

namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>An event of a kind that AWS tells of and this console knows nothing of: shown, but nothing follows from it.</summary>
public sealed record OtherEvent(string Type, JsonObject Details) : ExecutionEvent;
