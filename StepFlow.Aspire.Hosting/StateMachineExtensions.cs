using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Emulator;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Adds and configures state machines.</summary>
public static class StateMachineExtensions
{
    /// <summary>Adds a state machine; the emulator that runs it is added where there is none yet.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The state machine's name.</param>
    /// <param name="definitionPath">A States Language file, relative to the AppHost's folder.</param>
    /// <param name="type">Standard or Express.</param>
    public static IResourceBuilder<StateMachineResource> AddStateMachine(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string definitionPath, StateMachineType type = StateMachineType.Standard)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Emulator().AddStateMachine(name, definitionPath, type);
    }

    /// <summary>Adds a state machine to this emulator.</summary>
    /// <param name="emulator">The emulator.</param>
    /// <param name="name">The state machine's name.</param>
    /// <param name="definitionPath">A States Language file, relative to the AppHost's folder.</param>
    /// <param name="type">Standard or Express.</param>
    public static IResourceBuilder<StateMachineResource> AddStateMachine(
        this IResourceBuilder<StepFunctionsEmulatorResource> emulator,
        [ResourceName] string name,
        string definitionPath,
        StateMachineType type = StateMachineType.Standard)
    {
        ArgumentNullException.ThrowIfNull(emulator);
        var settings = EmulatorSettings.Of(emulator.ApplicationBuilder);
        var isOnAws = settings.StepFunctions is StepFunctionsHomes.Aws;
        var arn = isOnAws && settings[$"StepFlow:Aws:StateMachines:{name}"] is { Length: > 0 } deployed
            ? deployed
            : $"arn:{settings.Partition}:states:{settings.Region}:{settings.Account}:stateMachine:{name}";
        var machine = emulator.ApplicationBuilder.AddResource(new StateMachineResource(name, definitionPath, type, arn, emulator.Resource))
            .WithInitialState(new()
            {
                ResourceType = "State machine",
                Properties = [new("ARN", arn), new("Type", type.ToString()), new("Definition", definitionPath)],
                State = KnownResourceStates.Waiting,
            })
            .WithIconName("Flow")
            .ExcludeFromManifest();

        // The emulator is ready when it has created its state machines.
        emulator.OnResourceReady(async (_, ready, cancellation) =>
        {
            var console = await emulator.Resource.ConsoleEndpoint.GetValueAsync(cancellation);
            await ready.Services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(machine.Resource, snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                Urls = isOnAws
                    ? []
                    : [new("console", $"{console}/state-machines/{arn}", IsInternal: false) { DisplayProperties = new() { DisplayName = "Console" } }],
            });
        });

        // The emulator has no state machine to show or to start where AWS has them.
        if (!isOnAws)
        {
            EmulatorCommands.AddTo(machine);
        }

        return machine;
    }

    /// <summary>Lets the definition name a function: <c>${Worker}</c> becomes the ARN of the function "worker".</summary>
    /// <param name="stateMachine">The state machine.</param>
    /// <param name="function">The function.</param>
    public static IResourceBuilder<StateMachineResource> WithReference(
        this IResourceBuilder<StateMachineResource> stateMachine, IResourceBuilder<ProjectResource> function)
    {
        ArgumentNullException.ThrowIfNull(stateMachine);
        ArgumentNullException.ThrowIfNull(function);
        _ = LambdaFunctionAnnotation.Of(function.Resource);
        stateMachine.Resource.References.Add(function.Resource);
        return stateMachine.WithReferenceRelationship(function);
    }

    /// <summary>Lets the definition name another state machine, to start it.</summary>
    /// <param name="stateMachine">The state machine.</param>
    /// <param name="other">The one it starts.</param>
    public static IResourceBuilder<StateMachineResource> WithReference(
        this IResourceBuilder<StateMachineResource> stateMachine, IResourceBuilder<StateMachineResource> other)
    {
        ArgumentNullException.ThrowIfNull(stateMachine);
        ArgumentNullException.ThrowIfNull(other);
        stateMachine.Resource.References.Add(other.Resource);
        return stateMachine.WithReferenceRelationship(other);
    }

    /// <summary>Replaces <c>${name}</c> in the definition.</summary>
    /// <param name="stateMachine">The state machine.</param>
    /// <param name="name">What stands between <c>${</c> and <c>}</c>.</param>
    /// <param name="value">What it stands for.</param>
    public static IResourceBuilder<StateMachineResource> WithSubstitution(
        this IResourceBuilder<StateMachineResource> stateMachine, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(stateMachine);
        stateMachine.Resource.Substitutions[name] = value;
        return stateMachine;
    }
}
