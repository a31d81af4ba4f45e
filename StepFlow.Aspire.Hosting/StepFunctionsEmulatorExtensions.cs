using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Emulator;
using Aspire.Hosting.Lifecycle;
#if ASPIRE_AWS
using Aspire.Hosting.TestTool;
#endif

namespace Aspire.Hosting;

/// <summary>Adds the emulator that runs state machines, functions and gateways.</summary>
public static class StepFunctionsEmulatorExtensions
{
    private const string DefaultName = "stepfunctions";

    /// <summary>
    /// Adds StepFlow's host as a process of its own: Step Functions, Lambda, API Gateway and console. The first state machine, function
    /// or gateway adds one named <c>stepfunctions</c> by itself; call this before them for another name.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    public static IResourceBuilder<StepFunctionsEmulatorResource> AddStepFunctionsEmulator(
        this IDistributedApplicationBuilder builder, [ResourceName] string name = DefaultName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = EmulatorSettings.Of(builder);
        var program = EmulatorProgram.Of(builder, settings);
        var resource = new StepFunctionsEmulatorResource(name, program.Command, builder.AppHostDirectory);
        var emulator = builder.AddResource(resource)
            .WithArgs([.. program.Arguments])
            .WithHttpEndpoint(settings.Port("stepFunctions"), name: StepFunctionsEmulatorResource.StepFunctionsEndpointName, env: "StepFlow__StepFunctions__Port")
            .WithUrlForEndpoint(StepFunctionsEmulatorResource.StepFunctionsEndpointName, url => url.DisplayText = "Step Functions API")
            .WithHttpEndpoint(settings.Port("console"), name: StepFunctionsEmulatorResource.ConsoleEndpointName, env: "StepFlow__Console__Port")
            .WithUrlForEndpoint(StepFunctionsEmulatorResource.ConsoleEndpointName, url => url.DisplayText = "Console")
            .WithHttpHealthCheck("/health", endpointName: StepFunctionsEmulatorResource.StepFunctionsEndpointName)
            .WithEnvironment(context => Configure(context, builder, resource, settings))
            .WithOtlpExporter()
            .WithIconName("Flowchart")
            .ExcludeFromManifest();
        builder.Services.TryAddEventingSubscriber<EmulatorReferences>();
        AddServices(emulator, settings);
        return emulator;
    }

    /// <summary>The application's emulator, added where there is none yet.</summary>
    internal static IResourceBuilder<StepFunctionsEmulatorResource> Emulator(this IDistributedApplicationBuilder builder) =>
        builder.Resources.OfType<StepFunctionsEmulatorResource>().FirstOrDefault() is { } existing
            ? builder.CreateResourceBuilder(existing)
            : builder.AddStepFunctionsEmulator();

    private static void AddServices(IResourceBuilder<StepFunctionsEmulatorResource> emulator, EmulatorSettings settings)
    {
        switch (settings.StepFunctions)
        {
            case StepFunctionsHomes.StepFlow:
                EmulatorCommands.AddTo(emulator);
                break;
            case StepFunctionsHomes.LocalStack:
                LocalStackContainer.AddFor(emulator, settings);
                break;
            default:
                break;
        }

        if (settings.Lambda is LambdaHomes.StepFlow)
        {
            emulator.WithHttpEndpoint(settings.Port("lambda"), name: StepFunctionsEmulatorResource.LambdaEndpointName, env: "StepFlow__Lambda__Port")
                .WithUrlForEndpoint(StepFunctionsEmulatorResource.LambdaEndpointName, url => url.DisplayText = "Lambda API");
        }
    }

    private static void Configure(
        EnvironmentCallbackContext context, IDistributedApplicationBuilder builder, StepFunctionsEmulatorResource emulator, EmulatorSettings settings)
    {
        var variables = context.EnvironmentVariables;
        variables["STEPFLOW_APP"] = EmulatorApp.Describe(builder.Resources, emulator, builder.AppHostDirectory).ToJson();
        foreach (var (name, value) in settings.HandedOn)
        {
            variables[name] = value;
        }

        variables["StepFlow__Region"] = settings.Region;
        variables["StepFlow__Account"] = settings.Account;
#if ASPIRE_AWS
        if (settings.Lambda is LambdaHomes.TestTool)
        {
            TestToolHome.Connect(context, builder);
        }
#endif
    }
}
