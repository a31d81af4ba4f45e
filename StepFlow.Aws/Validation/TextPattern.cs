namespace StepFlow.Aws.Validation;

/// <summary>A pattern of the service model: its text, which AWS repeats in errors, and the test it stands for.</summary>
public sealed record TextPattern(string Text, Func<string, bool> Matches);
