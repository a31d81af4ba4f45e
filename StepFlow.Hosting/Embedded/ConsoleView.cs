using StepFlow.ConsoleUI.Services;

namespace StepFlow.Hosting.Embedded;

/// <summary>What the console shows of an application.</summary>
internal static class ConsoleView
{
    public static ConsoleSurroundings Of(RunningApp app, IServiceProvider stepFunctions) => new()
    {
        StepFunctions = stepFunctions,
        Lambda = app.Lambda,
        Gateways = [.. app.Gateways.Select(g => new ServedGateway(g, RunningApp.BaseOf(g.Api, app.AddressOf(g.Api))))],
        Endpoints =
        [
            .. app.Gateways.Select(g => new ServedEndpoint(g.Api.Name, RunningApp.BaseOf(g.Api, app.AddressOf(g.Api)), "HTTP requests to your functions")),
            new("Step Functions", Bare(app.Addresses.StepFunctions), "AWS CLI, SDKs and Terraform: --endpoint-url"),
            new("Lambda", Bare(app.Addresses.Lambda), "Invoke API, and Runtime API for functions under a debugger"),
        ],
        Commands = [.. StartTable.Commands(app)],
    };

    private static string Bare(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
