using StepFlow.Aws.Arns;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>Reads the ARNs that requests name their resources with; an ARN of another kind is refused as AWS does.</summary>
internal static class ArnArguments
{
    /// <summary>A state machine, perhaps with version, alias, or test case; a map state's label is refused.</summary>
    public static StatesArn.StateMachine StateMachine(string text)
    {
        var arn = Read<StatesArn.StateMachine>(text);
        return arn.Label is null ? arn : throw Refusals.Validation($"The ARN of a Map state is not valid in this context: '{text}'");
    }

    /// <summary>A state machine itself, where a version or an alias makes no sense.</summary>
    public static StatesArn.StateMachine UnqualifiedStateMachine(string text)
    {
        var arn = StateMachine(text);
        return arn.Qualifier is null && arn.TestCase is null
            ? arn
            : throw Refusals.Validation($"The ARN of a state machine must have no version and no alias in this context: '{text}'");
    }

    /// <summary>The state machine of an execution, which the engine names; of a child of a map run it has a label.</summary>
    public static StatesArn.StateMachine OfExecution(string text) => Read<StatesArn.StateMachine>(text);

    /// <summary>An execution with a history; Express executions have none.</summary>
    public static StatesArn.Execution Execution(string text) => Read<StatesArn.Execution>(text);

    public static StatesArn.Activity Activity(string text) => Read<StatesArn.Activity>(text);

    public static StatesArn.MapRun MapRun(string text) => Read<StatesArn.MapRun>(text);

    public static StatesArn.StateMachine Version(string text) =>
        StateMachine(text) is { Version: not null } arn ? arn : throw Refusals.Validation($"The ARN of a state machine version is needed: '{text}'");

    public static StatesArn.StateMachine Alias(string text) =>
        StateMachine(text) is { Alias: not null } arn ? arn : throw Refusals.Validation($"The ARN of a state machine alias is needed: '{text}'");

    /// <summary>Refuses what is no role's ARN. Whether the role exists is not looked at: nothing here assumes it.</summary>
    public static void EnsureRole(string? text)
    {
        if (text is not null && !(Arn.TryParse(text, out var arn) && arn.Service is "iam" && arn.Resource.StartsWith("role/", StringComparison.Ordinal)))
        {
            throw Refusals.InvalidRoleArn(text);
        }
    }

    private static T Read<T>(string text)
        where T : StatesArn =>
        StatesArn.Parse(text) switch
        {
            T arn => arn,
            { } other => throw Refusals.ArnOfOtherKind(other.ResourceType),
            null when !text.StartsWith(Arn.Prefix, StringComparison.Ordinal) => throw Refusals.ArnPrefix(text),
            null => throw Refusals.InvalidArn(text),
        };
}
