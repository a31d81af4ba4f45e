using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.ConsoleUI.Serving;
using StepFlow.Hosting.Controlling;
using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Integrations;
using StepFlow.Hosting.LocalStack;
using StepFlow.Hosting.Telemetry;
using StepFlow.StepFunctions;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.Embedded;

/// <summary>Step Functions in the home that the settings choose, and the console that shows it.</summary>
internal sealed class StepFunctionsPart(
    HostSettings settings, HostTelemetry telemetry, IServiceProvider host, EngineFunctions functions, Arns arns, Func<IResult> health) : IAsyncDisposable
{
    private readonly PauseGate _gate = new();
    private ServiceServer? _engine;
    private ServiceServer? _console;
    private LocalStackHome? _localStack;
    private IReadOnlyList<DefinitionFile> _definitions = [];
    private RunningApp? _shown;

    /// <summary>Where functions and tools find it.</summary>
    public Uri Address => _localStack?.Address ?? Engine.Address;

    /// <summary>Those of the present server: a reset makes new ones.</summary>
    public IServiceProvider Services => Engine.Services;

    private ServiceServer Engine => _engine ?? throw new InvalidOperationException("Step Functions has not been started.");

    /// <summary>Names of the state machines whose definitions were refused, though the application runs.</summary>
    public IReadOnlyList<string> NotCreated { get; private set; } = [];

    /// <summary>False while a reset is under way.</summary>
    public bool IsReady { get; private set; }

    /// <param name="data">The folder that keeps everything; null keeps nothing.</param>
    /// <param name="cancellation">Gives up the start.</param>
    public async Task StartAsync(string? data, CancellationToken cancellation)
    {
        var door = settings.Door("StepFunctions", HostSettings.StepFunctionsPort);

        // With LocalStack our own service is one of two behind that door.
        _engine = await StartEngineAsync(settings.StepFunctions is StepFunctionsHomes.StepFlow ? door : door with { Port = 0 }, data, cancellation);
        if (settings.StepFunctions is StepFunctionsHomes.LocalStack)
        {
            _localStack = await LocalStackHome.StartAsync(
                door, _engine.Address, _engine.Services.GetRequiredService<ITaskIntegrations>(), settings, host, health, cancellation);
        }
    }

    /// <summary>Starts the console; answers where it is.</summary>
    public async Task<Uri> ShowAsync(RunningApp app, CancellationToken cancellation)
    {
        _shown = app;
        _console = await StartConsoleAsync(app, settings.Door("Console", HostSettings.ConsolePort), cancellation);
        return _console.Address;
    }

    /// <summary>Creates or updates the state machines.</summary>
    public async Task DeployAsync(IReadOnlyList<DefinitionFile> definitions, CancellationToken cancellation)
    {
        _definitions = definitions;
        await DeployAsync(cancellation);
        IsReady = true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in (IAsyncDisposable?[])[_console, _localStack, _engine])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }

    /// <summary>
    /// Ends all executions, deletes them, and creates the state machines anew. Functions and gateways run on; Step Functions and console
    /// are away for a moment, and come back on their ports.
    /// </summary>
    private async Task ResetAsync()
    {
        var (door, console, app) = (Engine.Door, _console!.Door, _shown!);
        IsReady = false;
        await _console!.DisposeAsync();
        await Engine.DisposeAsync();
        if (app.DataDirectory is { } folder)
        {
            DataDirectory.Empty(folder);
        }

        _engine = await StartEngineAsync(door, DataDirectory.Prepare(settings), CancellationToken.None);
        _console = await StartConsoleAsync(app, console, CancellationToken.None);
        await DeployAsync(CancellationToken.None);
        IsReady = true;
    }

    private Task<ServiceServer> StartConsoleAsync(RunningApp app, ServiceDoor door, CancellationToken cancellation)
    {
        var surroundings = ConsoleView.Of(app, Engine.Services, telemetry.Store);
        return ServeAsync(door, builder => builder.AddStepFlowConsole(surroundings), web => web.MapStepFlowConsole(), cancellation);
    }

    private async Task DeployAsync(CancellationToken cancellation)
    {
        using var client = new StepFunctionsClient(Engine.Address);
        var logger = host.GetRequiredService<ILogger<EmbeddedHost>>();
        var deployment = new StateMachineDeployment(client, arns, settings.Account, logger);
        if (_localStack is not null)
        {
            await _localStack.DeployAsync(_definitions, deployment.DeployAsync, arns, cancellation);
            return;
        }

        RefusedDefinitions refused = new();
        List<string> notCreated = [];
        foreach (var definition in _definitions)
        {
            try
            {
                await deployment.DeployAsync(definition, cancellation);
            }
            catch (DefinitionFileException e) when (definition.StateMachine.IsOptional)
            {
                notCreated.Add(definition.StateMachine.Name);
                logger.DefinitionRefused(definition.StateMachine.Name, e.Message);
            }
            catch (DefinitionFileException e)
            {
                refused.Add(e);
            }
        }

        NotCreated = notCreated;
        refused.ThrowIfAny();
    }

    private async Task<ServiceServer> StartEngineAsync(ServiceDoor door, string? data, CancellationToken cancellation)
    {
        ServiceServer? server = null;
        var integrations = new IntegrationOptions { Region = settings.Region, Own = () => server?.Address };
        if (data is not null)
        {
            integrations.BucketsFolder = Path.Combine(data, "s3");
        }

        if (settings.LambdaEndpoint is { } lambda)
        {
            integrations.Endpoints["lambda"] = lambda;
        }

        return server = await ServeAsync(
            door,
            builder => builder.Services
                .AddStepFunctions(options =>
                {
                    options.Region = settings.Region;
                    options.Account = settings.Account;
                    options.DataDirectory = data;
                    options.TracedExecutionsPerSecond = telemetry.ExecutionsPerSecond;
                })
                .AddIntegrations(integrations, _ => functions)
                .AddSingleton<ITaskIntegrations>(provider => new PausableIntegrations(provider.GetRequiredService<IntegrationSet>().Tasks, _gate)),
            app =>
            {
                app.MapStepFunctions();
                if (settings.StepFunctions is StepFunctionsHomes.StepFlow)
                {
                    new HostControl(_gate, ResetAsync, host.GetRequiredService<ILogger<HostControl>>()).Map(app);
                }
            },
            cancellation);
    }

    private Task<ServiceServer> ServeAsync(ServiceDoor door, Action<WebApplicationBuilder> build, Action<WebApplication> map, CancellationToken cancellation) =>
        ServiceServer.StartAsync(
            door,
            host,
            build,
            app =>
            {
                app.MapGet("/health", health);
                map(app);
            },
            cancellation);
}
