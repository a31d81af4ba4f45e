namespace StepFlow.Cli.Launching;

/// <summary>A handler that cannot be called; the message says why and what would do.</summary>
public sealed class HandlerException(string message) : Exception(message);
