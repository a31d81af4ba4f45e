namespace StepFlow.Hosting.Sam.Programs;

/// <summary>A function that cannot run here; the others do. The message is a sentence with the remedy.</summary>
internal sealed class FunctionUnavailableException(string message) : Exception(message);
