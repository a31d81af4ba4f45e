namespace StepFlow.StepFunctions.Tasks;

/// <summary>AWS's limit on what a Task may return.</summary>
public static class TaskResult
{
    public const int MaxBytes = 262_144;

    /// <summary>The outcome, or the error AWS puts in its place when the output is too large.</summary>
    public static TaskOutcome Limit(TaskResource resource, TaskOutcome outcome) =>
        outcome is TaskOutcome.Succeeded { Output.Utf8Length: > MaxBytes } ? TooLarge(NameOf(resource)) : outcome;

    public static TaskOutcome TooLarge(string stateOrTask) => TaskOutcome.Fail(
        "States.DataLimitExceeded",
        $"The state/task '{stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit.");

    private static string NameOf(TaskResource resource) =>
        resource is TaskResource.Integration integration ? integration.ResourceType : resource.Arn;
}
