namespace StepFlow.ConsoleUI.Executions.Sharing;

/// <summary>A file is no execution, or a broken one; the message says so to whoever opened it.</summary>
public sealed class ExecutionFileException(string message, Exception? inner = null) : Exception(message, inner);
