using System.Globalization;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.ConsoleUI.Machines;

/// <summary>What an ARN stands for: a state machine as it is now, one of its versions, or what an alias leads to.</summary>
/// <param name="Qualifier">In words: <c>Version 3</c>, <c>Alias PROD → version 3</c>; null for the state machine itself.</param>
internal sealed record ShownMachine(string Arn, StateMachine Machine, StateMachineRevision Revision, string? Qualifier)
{
    public static ShownMachine? Find(StateMachines machines, string arn)
    {
        if (machines.Find(arn) is { } machine)
        {
            return new(arn, machine, machines.CurrentRevision(machine), null);
        }

        var colon = arn.LastIndexOf(':');
        if (colon < 0 || machines.Find(arn[..colon]) is not { } qualified)
        {
            return null;
        }

        var qualifier = arn[(colon + 1)..];
        if (int.TryParse(qualifier, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return qualified.FindVersion(number) is { } version
                ? new(arn, qualified, machines.Revision(qualified, version.RevisionId), $"Version {number}")
                : null;
        }

        // Of an alias with two versions the one with the larger share is shown.
        return qualified.FindAlias(qualifier) is { } alias && alias.Routes.MaxBy(r => r.Weight) is var route && qualified.FindVersion(route.Version) is { } target
            ? new(arn, qualified, machines.Revision(qualified, target.RevisionId), $"Alias {qualifier} → version {route.Version}")
            : null;
    }
}
