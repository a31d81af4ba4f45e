using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StepFlow.Gateway;
using StepFlow.Hosting.Deployed;
using StepFlow.Hosting.Integrations;
using StepFlow.Hosting.Telemetry;
using StepFlow.Lambda;
using StepFlow.Traces.Receiving;

namespace StepFlow.Hosting.Embedded;

/// <summary>
/// Runs a model in this process: gateways, Lambda, Step Functions and console each on a port of their own, the functions as
/// child processes. Started means healthy.
/// </summary>
internal sealed class EmbeddedHost(AppModel model, HostSettings settings, ConsoleOutput output, HostTelemetry telemetry, IServiceProvider services, TimeProvider time)
    : IHostedService, IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _running = [];
    private readonly TaskCompletionSource _functionsAdded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FunctionStart? _functions;
    private StepFunctionsPart? _stepFunctions;
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
            // Said before everything is stopped, and so nothing healthy any more.
            var late = NotHealthy();
            await DisposeAsync();
            throw late;
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
        // What needs no port is checked before a port is opened, and an AWS account is agreed to before anything is done with it.
        AwsLimits.Check(model);
        settings.CheckLambda();
        var arns = settings.StepFunctions is StepFunctionsHomes.Aws
            ? await AwsHome.AgreeAsync(model, settings, output, time, AwsSurroundings.Real, cancellation)
            : new Arns(settings.Region, settings.Account);
        IReadOnlyList<DefinitionFile> definitions = settings.StepFunctions is StepFunctionsHomes.Aws
            ? []
            : DefinitionFiles.ReadAll(model, arns);
        var apis = model.Gateways.Select(gateway => GatewayServer.ApiOf(gateway, settings)).ToList();
        var data = DataDirectory.Prepare(settings);

        // Started first and so stopped last: functions send what they have until their end.
        var otlp = telemetry.Intake is { } intake ? await ReceiveTelemetryAsync(intake, cancellation) : null;
        var lambda = Running(NewLambda());
        var lambdaAddress = settings.LambdaEndpoint ?? (await ServeAsync(
            "Lambda", HostSettings.LambdaPort, builder => builder.Services.AddSingleton(lambda), app => app.MapLambda(), cancellation)).Address;
        var stepFunctions = _stepFunctions = Running(new StepFunctionsPart(settings, telemetry, services, new EngineFunctions(lambda, _functionsAdded.Task), arns, Health));
        await stepFunctions.StartAsync(data, cancellation);
        var invoker = GatewayInvoker(lambda);
        List<ServiceServer> gateways = [];
        foreach (var api in apis)
        {
            var door = settings.GatewayDoor(api.Name, [.. apis.Select(other => other.Name)]);
            var targets = Running(new GatewayTargets(invoker, stepFunctions.Address, arns));
            gateways.Add(Running(await GatewayServer.StartAsync(api, door, services, targets, cancellation)));
        }

        var addresses = new ServiceAddresses(
            lambdaAddress, stepFunctions.Address, new("http://127.0.0.1"), [.. apis.Zip(gateways, (api, server) => KeyValuePair.Create(api.Name, server.Address))])
        { Otlp = otlp };
        var running = new RunningApp(model, addresses, [.. gateways.Select(g => g.Services.GetRequiredService<GatewayService>())], lambda, arns, data)
        {
            StepFunctions = () => stepFunctions.Services,
        };
        var console = await stepFunctions.ShowAsync(running, cancellation);
        addresses = addresses with { Console = console };

        await stepFunctions.DeployAsync(definitions, cancellation);
        await StartFunctionsAsync(lambda, addresses, arns, cancellation);
        return running with { Addresses = addresses, NotCreated = stepFunctions.NotCreated };
    }

    private IFunctionInvoker GatewayInvoker(LambdaService lambda) => settings.LambdaEndpoint is { } elsewhere
        ? Running(new RemoteFunctions(new(elsewhere, new(AwsCredentials.FromEnvironment(Environment.GetEnvironmentVariable), time)), settings.Region, settings.Account))
        : new GatewayFunctions(lambda, _functionsAdded.Task);

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

    // Healthy means that there is work to be done here: ports open, state machines created, functions ready.
    private IResult Health() => _app is null || _stepFunctions is not { IsReady: true } ? Results.Text("starting", statusCode: StatusCodes.Status503ServiceUnavailable) : Results.Text("healthy");

    private async Task StartFunctionsAsync(LambdaService lambda, ServiceAddresses addresses, Arns arns, CancellationToken cancellation)
    {
        if (settings.LambdaEndpoint is not null)
        {
            return; // somebody else has the functions
        }

        foreach (var function in model.Functions)
        {
            lambda.Add(FunctionConfigurations.Of(function, addresses, arns, settings));
        }

        _functions = new(model, lambda, output);
        _functionsAdded.TrySetResult();

        // Those that others start are not waited for: whoever does may be waiting for this host to be healthy.
        await _functions.RunAsync(cancellation);
    }

    private StartException NotHealthy()
    {
        var late = $"After {settings.StartTimeout.TotalSeconds} s (StepFlow:StartTimeoutSeconds) the application is not healthy. ";
        if (settings.StepFunctions is StepFunctionsHomes.LocalStack && _stepFunctions is not { IsReady: true })
        {
            return new($"{late}LocalStack has not answered. Where its image has yet to be fetched, do that first: docker pull localstack/localstack:{settings.LocalStackTag}");
        }

        if (!_functionsAdded.Task.IsCompleted)
        {
            return new($"{late}Step Functions has not created all state machines.");
        }

        var waiting = (_functions?.Waiting ?? []).Select(name => $"'{name}'");
        return new($"{late}Functions that have not asked for an event: {string.Join(", ", waiting)}. Their output above says why.");
    }

    private T Running<T>(T part)
        where T : IAsyncDisposable
    {
        _running.Push(part);
        return part;
    }
}
