using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Integrations;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Catalog;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.LocalStack;

/// <summary>
/// LocalStack as the home of the state machines: a container, the activities through which its workflows reach our functions, and one
/// endpoint for everybody who uses Step Functions.
/// </summary>
internal sealed class LocalStackHome : IAsyncDisposable
{
    private readonly LocalStackServer _server;
    private readonly StepFunctionsClient _localStack;
    private readonly StepFunctionsRouter _router;
    private readonly ServiceServer _door;
    private readonly ActivityWorkers _workers;
    private readonly HostSettings _settings;
    private readonly ILogger _logger;

    private LocalStackHome(
        LocalStackServer server, StepFunctionsClient localStack, StepFunctionsRouter router, ServiceServer door, ActivityWorkers workers, HostSettings settings, ILogger logger)
    {
        (_server, _localStack, _router, _door, _workers, _settings, _logger) = (server, localStack, router, door, workers, settings, logger);
    }

    /// <summary>Where Step Functions is for functions and tools.</summary>
    public Uri Address => _door.Address;

    /// <param name="door">Where the one endpoint is to listen.</param>
    /// <param name="stepFlow">Our own service, for the state machines that LocalStack cannot run.</param>
    /// <param name="functions">Calls our functions.</param>
    /// <param name="settings">The host's settings.</param>
    /// <param name="host">Clock and loggers.</param>
    /// <param name="health">What the one endpoint says of the application's health.</param>
    /// <param name="cancellation">Gives up the start.</param>
    public static async Task<LocalStackHome> StartAsync(
        ServiceDoor door,
        Uri stepFlow,
        ITaskIntegrations functions,
        HostSettings settings,
        IServiceProvider host,
        Func<IResult> health,
        CancellationToken cancellation)
    {
        var logger = host.GetRequiredService<ILogger<LocalStackHome>>();
        var time = host.GetRequiredService<TimeProvider>();
        var server = await LocalStackServer.StartAsync(settings, logger, cancellation);

        // LocalStack takes a twelve-digit access key for the account, and checks no signature.
        var signer = new AwsRequestSigner(new(settings.Account, "test"), time);
        var client = new StepFunctionsClient(server.Address, signer, settings.Region);
        var router = new StepFunctionsRouter(stepFlow, server.Address, signer, settings.Region);
        var listening = await ServiceServer.StartAsync(
            door,
            host,
            _ => { },
            app =>
            {
                app.MapGet("/health", health);
                router.Map(app);
            },
            cancellation);
        return new(server, client, router, listening, new(client, functions, settings.Region, settings.Account, time, logger), settings, logger);
    }

    /// <summary>Creates or updates the state machines, and begins to answer for their Lambda Tasks.</summary>
    /// <param name="definitions">The definitions of the model.</param>
    /// <param name="deployHere">Deploys to our own service.</param>
    /// <param name="arns">The ARNs of the model.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task DeployAsync(
        IReadOnlyList<DefinitionFile> definitions, Func<DefinitionFile, CancellationToken, Task> deployHere, Arns arns, CancellationToken cancellation)
    {
        // What cannot be rewritten is refused before anything is created.
        var there = definitions.Where(file => !StaysHere(file)).Select(file => LambdaTasks.Rewrite(file, _settings.Region, _settings.Account)).ToList();
        foreach (var file in definitions.Where(StaysHere))
        {
            _logger.ExpressStaysHere(file.StateMachine.Name);
            _router.Keep(file.StateMachine.Name);
            await deployHere(file, cancellation);
        }

        await StepFunctionsClient.ReachAsync(
            $"LocalStack at {_server.Address}", "StepFlow:LocalStack:Endpoint", () => DeployThereAsync(there, arns, cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        await _workers.DisposeAsync();
        await _door.DisposeAsync();
        _router.Dispose();
        _localStack.Dispose();
        await _server.DisposeAsync();
    }

    private async Task DeployThereAsync(List<RewrittenDefinition> definitions, Arns arns, CancellationToken cancellation)
    {
        foreach (var activity in definitions.SelectMany(rewritten => rewritten.Activities).DistinctBy(activity => activity.Name))
        {
            await _workers.AddAsync(activity, cancellation);
        }

        var deployment = new StateMachineDeployment(_localStack, arns, _settings.Account, _logger);
        foreach (var rewritten in definitions)
        {
            await deployment.DeployAsync(rewritten.File, cancellation);
        }
    }

    // Activities are nothing for Express workflows, on AWS as on LocalStack.
    private static bool StaysHere(DefinitionFile file) =>
        file.StateMachine.Type is StateMachineType.Express && LambdaTasks.CallsLambda(JsonValue.Parse(file.Definition));
}
