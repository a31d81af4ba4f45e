using System.Collections.Immutable;
using StepFlow.Aws.Arns;
using StepFlow.Aws.Validation;
using StepFlow.StepFunctions.Catalog;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>One of <c>routingConfiguration</c> on the wire.</summary>
internal sealed record RouteShape(string? StateMachineVersionArn, int? Weight)
{
    internal static Constraints<RouteShape> Constraints { get; } = new Constraints<RouteShape>()
        .Text("stateMachineVersionArn", r => r.StateMachineVersionArn, 1, 256, required: true)
        .Integer("weight", r => r.Weight, 0, 100, required: true);

    public static IReadOnlyList<RouteShape> Of(StatesArn.StateMachine machine, ImmutableArray<AliasRoute> routes) =>
        [.. routes.Select(r => new RouteShape(machine.Qualified($"{r.Version}").ToString(), r.Weight))];

    /// <summary>The state machine that all routes share, and the routes.</summary>
    public static (StatesArn.StateMachine Machine, ImmutableArray<AliasRoute> Routes) Read(IReadOnlyList<RouteShape> shapes)
    {
        var texts = shapes.Select(s => s.StateMachineVersionArn!).ToList();
        if (texts.Distinct(StringComparer.Ordinal).Count() < texts.Count)
        {
            throw Refusals.Validation($"Routing configuration must contain distinct state machine version ARNs. Received: {Received(texts)}");
        }

        if (shapes.Sum(s => s.Weight) is not 100)
        {
            throw Refusals.Validation(
                $"Sum of routing configuration weights must equal 100. Received: {Received(shapes.Select(s => $"{s.Weight}"))}");
        }

        var arns = texts.Select(ArnArguments.StateMachine).ToList();
        if (arns.Any(arn => arn.Version is null))
        {
            throw NotVersions(texts);
        }

        var machine = arns[0].Unqualified;
        if (arns.Any(arn => arn.Unqualified != machine))
        {
            throw Refusals.Validation($"Routing configuration must contain versions of the same state machine. Received: {Received(texts)}");
        }

        return (machine, [.. shapes.Select((s, i) => new AliasRoute(arns[i].Version!.Value, s.Weight!.Value))]);
    }

    public static void EnsureExist(StateMachine? machine, ImmutableArray<AliasRoute> routes, IReadOnlyList<RouteShape> shapes)
    {
        if (machine is null)
        {
            throw Refusals.ReferencedResourceNotFound();
        }

        if (routes.Any(r => machine.FindVersion(r.Version) is null))
        {
            throw NotVersions(shapes.Select(s => s.StateMachineVersionArn!));
        }
    }

    public override string ToString() =>
        $"RoutingConfigurationListItem(stateMachineVersionArn={StateMachineVersionArn}, weight={Weight})";

    private static Aws.AwsException NotVersions(IEnumerable<string> arns) =>
        Refusals.Validation($"Routing configuration must contain state machine version ARNs. Received: {Received(arns)}");

    private static string Received(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";
}
