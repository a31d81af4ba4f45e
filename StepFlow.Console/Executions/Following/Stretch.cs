using StepFlow.ConsoleUI.Graph;

namespace StepFlow.ConsoleUI.Executions.Following;

/// <summary>A time during which a state, branch or iteration was under way.</summary>
/// <param name="End">Null while it goes on.</param>
/// <param name="Status">How it ended, or how it stands.</param>
public readonly record struct Stretch(DateTimeOffset Start, DateTimeOffset? End, StateStatus Status);
