using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StepFlow.ConsoleUI.Serving;
using StepFlow.Gateway;
using StepFlow.Hosting.Integrations;
using StepFlow.Hosting.Telemetry;
using StepFlow.Lambda;
using StepFlow.StepFunctions;
using StepFlow.Traces.Receiving;

namespace StepFlow.Hosting.Embedded;

/// <summary>
/// Runs a model in this process: gateways, Lambda, Step Functions and console each on a port of their own, the functions as
/// child processes. Started means healthy.
/// </summary>
internal sealed class EmbeddedHost(AppModel model, HostSettings settings, ConsoleOutput output, HostTelemetry telemetry, IServiceProvider services, TimeProvider time)
    : IHostedService, IAsyncDisposable
{
    private readonly Arns _arns = new(settings.Region, settings.Account);
    private readonly Stack<IAsyncDisposable> _running = [];
    private readonly TaskCompletionSource _functionsAdded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LambdaService? _lambda;
    private RunningApp? _app;

    public RunningApp App => _app ?? throw new InvalidOperationException("The application has not been started.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.StartTimeout, time);
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            _app = await StartAllAsync(starting.Token);
            output.WriteBlock(StartTable.Write(_app));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            await DisposeAsync();
            throw NotHealthy();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var last))
        {
            await last.DisposeAsync();
        }
    }

    private async Task<RunningApp> StartAllAsync(CancellationToken cancellation)
    {
        // What needs no port is checked before a port is opened.
        var definitions = model.StateMachines.Select(machine => DefinitionFiles.Read(machine, model.Directory, _arns)).ToList();
        var apis = model.Gateways.Select(gateway => GatewayServer.ApiOf(gateway, settings)).ToList();
        var data = DataDirectory.Prepare(settings);

        // Started first and so stopped last: functions send what they have until their end.
        var otlp = telemetry.Intake is { } intake ? await ReceiveTelemetryAsync(intake, cancellation) : null;
        var lambda = _lambda = Running(NewLambda());
        var lambdaServer = await ServeAsync("Lambda", HostSettings.LambdaPort, builder => builder.Services.AddSingleton(lambda), app => app.MapLambda(), cancellation);
        var stepFunctions = await StartStepFunctionsAsync(lambda, data, cancellation);
        List<ServiceServer> gateways = [];
        foreach (var api in apis)
        {
            // A second gateway has no well-known port.
            var door = settings.Door(api.Name, gateways.Count is 0 ? HostSettings.GatewayPort : 0);
            gateways.Add(Running(await GatewayServer.StartAsync(api, door, services, new GatewayFunctions(lambda), cancellation)));
        }

        var addresses = new ServiceAddresses(
            lambdaServer.Address, stepFunctions.Address, new("http://127.0.0.1"), [.. apis.Zip(gateways, (api, server) => KeyValuePair.Create(api.Name, server.Address))])
        { Otlp = otlp };
        var running = new RunningApp(model, addresses, [.. gateways.Select(g => g.Services.GetRequiredService<GatewayService>())], lambda, _arns, data);
        var surroundings = ConsoleView.Of(running, stepFunctions.Services);
        var console = await ServeAsync(
            "Console", HostSettings.ConsolePort, builder => builder.AddStepFlowConsole(surroundings), app => app.MapStepFlowConsole(), cancellation);
        addresses = addresses with { Console = console.Address };

        await DeployAsync(definitions, addresses.StepFunctions, cancellation);
        await StartFunctionsAsync(lambda, addresses, cancellation);
        return running with { Addresses = addresses };
    }

    private async Task<OtlpAddresses> ReceiveTelemetryAsync(OtlpIntake intake, CancellationToken cancellation)
    {
        var http = Running(await ServiceServer.StartAsync(
            settings.OtlpDoor("StepFlow:Traces:HttpPort"), services, builder => builder.Services.AddOtlpReceiver(intake), app => app.MapOtlpHttp(), cancellation));
        var grpc = Running(await ServiceServer.StartAsync(
            settings.OtlpDoor("StepFlow:Traces:GrpcPort") with { Protocols = HttpProtocols.Http2 },
            services, builder => builder.Services.AddOtlpReceiver(intake), app => app.MapOtlpGrpc(), cancellation));
        return new(http.Address, grpc.Address);
    }

    private LambdaService NewLambda()
    {
        var options = new LambdaOptions
        {
            AccountId = settings.Account,
            Region = settings.Region,
            Output = line => output.WriteLine(line.Function, line.Text),
        };
        var lambda = new LambdaService(Options.Create(options), time, services.GetRequiredService<ILoggerFactory>());
        if (telemetry.Store is { } store)
        {
            FunctionLogs.Keep(lambda, store);
        }

        return lambda;
    }

    private async Task<ServiceServer> StartStepFunctionsAsync(LambdaService lambda, string? data, CancellationToken cancellation)
    {
        ServiceServer? server = null;
        var integrations = new IntegrationOptions { Region = settings.Region, Own = () => server?.Address };
        if (data is not null)
        {
            integrations.BucketsFolder = Path.Combine(data, "s3");
        }

        return server = await ServeAsync(
            "StepFunctions",
            HostSettings.StepFunctionsPort,
            builder => builder.Services
                .AddStepFunctions(options =>
                {
                    options.Region = settings.Region;
                    options.Account = settings.Account;
                    options.DataDirectory = data;
                    options.TracedExecutionsPerSecond = telemetry.ExecutionsPerSecond;
                })
                .AddIntegrations(integrations, _ => new EngineFunctions(lambda, _functionsAdded.Task)),
            app => app.MapStepFunctions(),
            cancellation);
    }

    private async Task<ServiceServer> ServeAsync(
        string service, int port, Action<WebApplicationBuilder> build, Action<WebApplication> map, CancellationToken cancellation) =>
        Running(await ServiceServer.StartAsync(
            settings.Door(service, port),
            services,
            build,
            app =>
            {
                app.MapGet("/health", Health);
                map(app);
            },
            cancellation));

    private static bool IsStartedHere(LambdaFunctionResource function) => function.Source is not FunctionSource.Elsewhere;

    // Healthy means that there is work to be done here: ports open, state machines created, functions ready.
    private IResult Health() => _app is null ? Results.Text("starting", statusCode: StatusCodes.Status503ServiceUnavailable) : Results.Text("healthy");

    private async Task DeployAsync(IEnumerable<DefinitionFile> definitions, Uri stepFunctions, CancellationToken cancellation)
    {
        using var client = new StepFunctionsClient(stepFunctions);
        var deployment = new StateMachineDeployment(client, _arns, settings.Account, services.GetRequiredService<ILogger<EmbeddedHost>>());
        foreach (var definition in definitions)
        {
            await deployment.DeployAsync(definition, cancellation);
        }
    }

    private async Task StartFunctionsAsync(LambdaService lambda, ServiceAddresses addresses, CancellationToken cancellation)
    {
        foreach (var function in model.Functions)
        {
            lambda.Add(FunctionConfigurations.Of(function, addresses, _arns, settings));
        }

        _functionsAdded.TrySetResult();
        await lambda.StartAsync();

        // Whoever starts the others may be waiting for this host to be healthy.
        await Task.WhenAll(model.Functions.Where(IsStartedHere).Select(function => lambda.WaitUntilReadyAsync(function.Name, cancellation)));
    }

    private StartException NotHealthy()
    {
        var waiting = model.Functions.Where(IsStartedHere).Where(f => _lambda?.Describe(f.Name).State is not FunctionState.Ready).Select(f => $"'{f.Name}'");
        return new(
            $"After {settings.StartTimeout.TotalSeconds} s (StepFlow:StartTimeoutSeconds) the application is not healthy. "
            + $"Functions that have not asked for an event: {string.Join(", ", waiting)}. Their output above says why.");
    }

    private T Running<T>(T part)
        where T : IAsyncDisposable
    {
        _running.Push(part);
        return part;
    }
}
