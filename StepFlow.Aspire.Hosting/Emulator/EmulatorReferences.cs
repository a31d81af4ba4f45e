using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Emulator;

/// <summary>
/// Makes the stock <c>WithReference</c> do: whatever refers to an emulator, to one of its state machines or to a function gets the
/// variables that AWS SDKs read, and waits for the emulator. Aspire notes every reference as a relationship on the one who refers.
/// </summary>
internal sealed class EmulatorReferences(IConfiguration configuration) : IDistributedApplicationEventingSubscriber
{
    // As WithReference writes it; the constant is internal to Aspire (ApplicationModel/KnownRelationshipTypes.cs).
    private const string ReferenceRelationship = "Reference";

    private readonly EmulatorSettings _settings = new(configuration);

    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        // Published elsewhere, the SDKs find AWS itself.
        if (executionContext.IsRunMode)
        {
            eventing.Subscribe<BeforeStartEvent>((started, _) =>
            {
                foreach (var resource in started.Model.Resources.ToList())
                {
                    AddCredentials(resource);
                    Connect(resource, started.Model);
                }

                return Task.CompletedTask;
            });
        }

        return Task.CompletedTask;
    }

    // Functions need credentials without any reference too. Last of all, so that a profile that the AppHost sets is seen.
    private void AddCredentials(IResource resource)
    {
        if (resource.Annotations.OfType<LambdaFunctionAnnotation>().FirstOrDefault() is { } function)
        {
            resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
                AwsVariables.AddCredentials(context.EnvironmentVariables, _settings, function)));
        }
    }

    private void Connect(IResource resource, DistributedApplicationModel model)
    {
        if (resource is not IResourceWithEnvironment || resource is StepFunctionsEmulatorResource)
        {
            return;
        }

        var referred = resource.Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relationship => relationship.Type is ReferenceRelationship)
            .Select(relationship => EmulatorOf(relationship.Resource, model))
            .OfType<StepFunctionsEmulatorResource>()
            .Distinct()
            .ToList();
        switch (referred)
        {
            case []:
                return;
            case [var emulator]:
                Connect(resource, emulator);
                return;
            default:
                throw new DistributedApplicationException(
                    $"'{resource.Name}' refers to several Step Functions emulators ({string.Join(", ", referred.Select(e => e.Name))}), "
                    + "but an AWS SDK has one endpoint for Step Functions: AWS_ENDPOINT_URL_SFN. Refer to one of them.");
        }
    }

    private void Connect(IResource resource, StepFunctionsEmulatorResource emulator)
    {
        if (_settings.StepFunctions is not StepFunctionsHomes.Aws)
        {
            resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
            {
                AwsVariables.AddEndpoint(context.EnvironmentVariables, "SFN", emulator.StepFunctionsEndpoint);
                if (_settings.Lambda is LambdaHomes.StepFlow)
                {
                    AwsVariables.AddEndpoint(context.EnvironmentVariables, "LAMBDA", emulator.LambdaEndpoint);
                }

                AwsVariables.AddCredentials(context.EnvironmentVariables, _settings);
            }));
        }

        if (!resource.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == emulator))
        {
            resource.Annotations.Add(new WaitAnnotation(emulator, WaitType.WaitUntilHealthy));
        }
    }

    private static StepFunctionsEmulatorResource? EmulatorOf(IResource referred, DistributedApplicationModel model) => referred switch
    {
        StepFunctionsEmulatorResource emulator => emulator,
        StateMachineResource machine => machine.Parent,
        ProjectResource project when project.Annotations.OfType<LambdaFunctionAnnotation>().Any() =>
            model.Resources.OfType<StepFunctionsEmulatorResource>().FirstOrDefault(),
        _ => null,
    };
}
