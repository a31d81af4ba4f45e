namespace StepFlow.Hosting.Publishing;

/// <summary>Who needs whose address. CloudFormation creates one resource after the other, so it takes no circle.</summary>
internal static class ReferenceGraph
{
    /// <summary>True where <paramref name="to"/> is needed, by way of others perhaps, to create <paramref name="from"/>.</summary>
    public static bool Needs(Resource from, Resource to)
    {
        HashSet<Resource> seen = [];
        Stack<Resource> open = new(NeededBy(from));
        while (open.TryPop(out var next))
        {
            if (next == to)
            {
                return true;
            }

            if (seen.Add(next))
            {
                foreach (var further in NeededBy(next))
                {
                    open.Push(further);
                }
            }
        }

        return false;
    }

    /// <summary>A state machine that needs itself to exist before it does: its ARN has to be known beforehand, so it gets a fixed name.</summary>
    public static bool IsInCircle(StateMachineResource stateMachine) => Needs(stateMachine, stateMachine);

    private static IEnumerable<Resource> NeededBy(Resource resource) => resource switch
    {
        LambdaFunctionResource function => function.StateMachines,
        StateMachineResource stateMachine => stateMachine.References,
        _ => [],
    };
}
