using StepFlow.ConsoleUI.Services;
using StepFlow.Traces.Storing;

namespace StepFlow.Hosting.Embedded;

/// <summary>What the console shows of an application.</summary>
internal static class ConsoleView
{
    public static ConsoleSurroundings Of(RunningApp app, IServiceProvider stepFunctions, TraceStore? traces) => new()
    {
        StepFunctions = stepFunctions,
        Lambda = app.Lambda,
        Traces = traces,
        Gateways = app.ServedGateways,
        Endpoints =
        [
            .. app.ServedGateways.Select(g => new ServedEndpoint(g.Service.Api.Name, g.BaseAddress, "HTTP requests to your functions")),
            new("Step Functions", Bare(app.Addresses.StepFunctions), "AWS CLI, SDKs and Terraform: --endpoint-url"),
            new("Lambda", Bare(app.Addresses.Lambda), "Invoke API, and Runtime API for functions under a debugger"),
        ],
        Examples = [.. app.Examples],
        DefinitionPathOf = DefinitionPaths(app).GetValueOrDefault,
    };

    private static Dictionary<string, string> DefinitionPaths(RunningApp app) => app.Model.StateMachines.ToDictionary(
        machine => app.Arns.Of(machine), machine => Path.GetFullPath(Path.Combine(app.Model.Directory, machine.DefinitionPath)), StringComparer.Ordinal);

    private static string Bare(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
