namespace StepFlow.ConsoleUI.Services;

/// <summary>What to call a thing whose ARN is too long to read.</summary>
public static class ArnNames
{
    /// <summary>The last part: <c>flow</c> of <c>arn:aws:states:us-east-1:123456789012:stateMachine:flow</c>.</summary>
    public static string Last(string arn) => arn[(arn.LastIndexOf(':') + 1)..];

    /// <summary>The name of the state machine in an execution's ARN: <c>flow</c> of <c>…:execution:flow:run-1</c>.</summary>
    public static string MachineOf(string executionArn) => executionArn.Split(':') is [_, _, _, _, _, _, var machine, ..] ? machine : executionArn;

    /// <summary>
    /// The name of an execution: <c>run-1</c> of <c>…:execution:flow:run-1</c>, and of <c>…:express:flow:run-1:uuid</c>.
    /// </summary>
    public static string Execution(string arn) => arn.Split(':', 8) is [_, _, _, _, _, "express", _, var rest]
        ? rest[..Math.Max(rest.LastIndexOf(':'), 0)]
        : Last(arn);
}
