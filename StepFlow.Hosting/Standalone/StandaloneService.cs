using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StepFlow.ConsoleUI.Services;
using StepFlow.ConsoleUI.Serving;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Integrations;
using StepFlow.StepFunctions;

namespace StepFlow.Hosting.Standalone;

/// <summary>The Step Functions service alone: one port, one process, outgoing calls to the endpoints it is told.</summary>
public sealed class StandaloneService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private ServiceServer? _console;

    private StandaloneService(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where the console is served; null where there is none.</summary>
    public Uri? ConsoleAddress => _console?.Address;

    /// <summary>
    /// Starts the service; the answer listens. A taken port is an <see cref="IOException"/>, a taken port of the console a
    /// <see cref="StartException"/>.
    /// </summary>
    public static async Task<StandaloneService> StartAsync(StandaloneOptions options, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // Says again, with a stack, what the caller is told by an exception.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter(ConsoleExtensions.NoiseOfRestarts, LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
        });
        builder.Services.AddStepFunctions(step =>
        {
            step.Region = options.Region;
            step.Account = options.Account;
            step.DataDirectory = options.DataDirectory;
            step.MockConfigurationFile = options.MockConfigurationFile;
            step.WaitTimeScale = options.WaitTimeScale;
        });
        options.Integrations.Region = options.Region;
        builder.Services.AddIntegrations(options.Integrations, functions: null);
        var service = new StandaloneService(builder.Build());
        options.Integrations.Own = () => service.Address; // before anything is resolved: integrations take it when they are made
        service._app.MapStepFunctions();
        await service._app.StartAsync(cancellation);
        service.Address = new(service._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        if (options.ConsolePort is { } port)
        {
            await service.StartConsoleAsync(port, cancellation);
        }

        return service;
    }

    public Task WaitForShutdownAsync(CancellationToken cancellation) => _app.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_console is not null)
        {
            await _console.DisposeAsync();
        }

        await _app.DisposeAsync();
    }

    private async Task StartConsoleAsync(int port, CancellationToken cancellation)
    {
        var surroundings = new ConsoleSurroundings
        {
            StepFunctions = _app.Services,
            Endpoints = [new("Step Functions", Address.GetLeftPart(UriPartial.Authority), "AWS CLI, SDKs and Terraform: --endpoint-url")],
        };
        var door = new ServiceDoor("the console", "--console-port", port) { Remedy = ", or start without a console: --no-console" };
        try
        {
            _console = await ServiceServer.StartAsync(
                door, _app.Services, builder => builder.AddStepFlowConsole(surroundings), app => app.MapStepFlowConsole(), cancellation);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }
}
