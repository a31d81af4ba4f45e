using System.Collections.Immutable;

namespace StepFlow.Hosting;

/// <summary>All that an AppHost described, for whoever runs or publishes it.</summary>
public sealed record AppModel(string Directory, ImmutableArray<IResource> Resources)
{
    public IEnumerable<LambdaFunctionResource> Functions => Resources.OfType<LambdaFunctionResource>();

    public IEnumerable<StateMachineResource> StateMachines => Resources.OfType<StateMachineResource>();

    public IEnumerable<ApiGatewayResource> Gateways => Resources.OfType<ApiGatewayResource>();
}
