using Aspire.Hosting.ApplicationModel;
using StepFlow.Hosting.Described;

namespace Aspire.Hosting.Emulator;

/// <summary>What an emulator's process is to run, read from the application model when the process starts.</summary>
internal static class EmulatorApp
{
    /// <summary>The description for <c>stepflow host</c>.</summary>
    public static AppDescription Describe(IEnumerable<IResource> resources, StepFunctionsEmulatorResource emulator, string appHostDirectory)
    {
        var all = resources.ToList();
        return new()
        {
            Directory = appHostDirectory,
            Functions = [.. all.OfType<ProjectResource>().Where(IsFunction).Select(Function)],
            StateMachines = [.. all.OfType<StateMachineResource>().Where(machine => machine.Parent == emulator).Select(StateMachine)],
            Gateways = [.. all.OfType<ApiGatewayResource>().Where(gateway => gateway.HasStages).Select(Gateway)],
        };
    }

    private static bool IsFunction(ProjectResource project) => project.Annotations.OfType<LambdaFunctionAnnotation>().Any();

    private static DescribedFunction Function(ProjectResource project)
    {
        var function = LambdaFunctionAnnotation.Of(project);
        return new(project.Name)
        {
            TimeoutSeconds = function.Timeout.TotalSeconds,
            MemoryMegabytes = function.MemoryMegabytes,
            EventsPerProcess = function.EventsPerProcess,
        };
    }

    private static DescribedStateMachine StateMachine(StateMachineResource machine) => new(machine.Name, machine.DefinitionPath)
    {
        Type = machine.Type is StateMachineType.Express
            ? StepFlow.StepFunctions.Catalog.StateMachineType.Express
            : StepFlow.StepFunctions.Catalog.StateMachineType.Standard,
        Functions = [.. machine.References.OfType<ProjectResource>().Select(function => function.Name)],
        StateMachines = [.. machine.References.OfType<StateMachineResource>().Select(other => other.Name)],
        Substitutions = machine.Substitutions,
    };

    private static DescribedGateway Gateway(ApiGatewayResource gateway) => new(gateway.Name)
    {
        Kind = Enum.Parse<StepFlow.Gateway.ApiKind>(gateway.Kind.ToString()),
        Stage = gateway.Stage,
        StageVariables = gateway.StageVariables,
        BinaryMediaTypes = gateway.BinaryMediaTypes,
        Routes = [.. gateway.Routes.Select(route => new DescribedRoute(route.Route, route.Function.Name, route.Example))],
    };
}
