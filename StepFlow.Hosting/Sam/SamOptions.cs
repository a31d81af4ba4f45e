namespace StepFlow.Hosting.Sam;

/// <summary>How a template is to be run.</summary>
public sealed record SamOptions
{
    /// <summary>The template.</summary>
    public required string File { get; init; }

    /// <summary>Values for the template's parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Commands that speak the Runtime API, by runtime (<c>python3.12</c>) or by the beginning of its name (<c>python</c>);
    /// <c>{handler}</c> in them is the function's handler.
    /// </summary>
    public IReadOnlyDictionary<string, string> Runtimes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>AWS::StackName; the template's folder by default.</summary>
    public string? StackName { get; init; }

    /// <summary>
    /// The program that runs a method of a class library as a Lambda function: its assembly, and the arguments before the
    /// function's own. Without one such functions are refused.
    /// </summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];
}
