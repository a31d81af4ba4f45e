using System.Collections.Immutable;
using StepFlow.Aws.Arns;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations;

/// <summary>State machines and activities as things with tags; versions and aliases have none.</summary>
internal sealed class TaggedResources(StateMachines machines, Activities activities)
{
    public ImmutableArray<Tag> Read(string arn) => Parse(arn) switch
    {
        StatesArn.StateMachine when machines.Find(arn) is { } machine => machine.Tags,
        StatesArn.Activity when activities.Find(arn) is { } activity => activity.Tags,
        _ => throw Refusals.ResourceNotFound(arn),
    };

    public void Change(string arn, Func<ImmutableArray<Tag>, ImmutableArray<Tag>> change)
    {
        if (Parse(arn) is StatesArn.Activity)
        {
            activities.Change(arn, activity => activity is null
                ? throw Refusals.ResourceNotFound(arn)
                : activity with { Tags = change(activity.Tags) });
        }
        else
        {
            machines.Change(arn, machine => machine is null
                ? throw Refusals.ResourceNotFound(arn)
                : (machine with { Tags = change(machine.Tags) }, null));
        }
    }

    private static StatesArn Parse(string arn) => StatesArn.Parse(arn) switch
    {
        StatesArn.StateMachine or StatesArn.Activity => StatesArn.Parse(arn)!,
        { } other => throw Refusals.ArnOfOtherKind(other.ResourceType),
        null => throw Refusals.InvalidArn(arn),
    };
}
