using StepFlow.StepFunctions.Catalog;

namespace StepFlow.Hosting;

/// <summary>Adds and configures state machines.</summary>
public static class StateMachineExtensions
{
    /// <param name="builder">The application.</param>
    /// <param name="name">The state machine's name.</param>
    /// <param name="definitionPath">A States Language file, relative to the AppHost's folder.</param>
    /// <param name="type">Standard or Express.</param>
    public static IResourceBuilder<StateMachineResource> AddStateMachine(
        this IDistributedApplicationBuilder builder, string name, string definitionPath, StateMachineType type = StateMachineType.Standard) =>
        builder.AddResource(new StateMachineResource(ResourceName.Checked(name), definitionPath, type));

    /// <summary>Lets the definition name a function: <c>${Worker}</c> becomes the ARN of the function "worker".</summary>
    public static IResourceBuilder<StateMachineResource> WithReference(
        this IResourceBuilder<StateMachineResource> stateMachine, IResourceBuilder<LambdaFunctionResource> function)
    {
        stateMachine.Resource.ReferenceList.Add(function.Resource);
        return stateMachine;
    }

    /// <summary>Lets the definition name another state machine, to start it.</summary>
    public static IResourceBuilder<StateMachineResource> WithReference(
        this IResourceBuilder<StateMachineResource> stateMachine, IResourceBuilder<StateMachineResource> other)
    {
        stateMachine.Resource.ReferenceList.Add(other.Resource);
        return stateMachine;
    }

    /// <summary>Replaces <c>${name}</c> in the definition.</summary>
    public static IResourceBuilder<StateMachineResource> WithSubstitution(
        this IResourceBuilder<StateMachineResource> stateMachine, string name, string value)
    {
        stateMachine.Resource.SubstitutionValues[name] = value;
        return stateMachine;
    }
}
