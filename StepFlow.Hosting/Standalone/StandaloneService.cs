using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StepFlow.Hosting.Integrations;
using StepFlow.StepFunctions;

namespace StepFlow.Hosting.Standalone;

/// <summary>The Step Functions service alone: one port, one process, outgoing calls to the endpoints it is told.</summary>
public sealed class StandaloneService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandaloneService(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Starts the service; the answer listens. A taken port is an <see cref="IOException"/>.</summary>
    public static async Task<StandaloneService> StartAsync(StandaloneOptions options, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
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
        return service;
    }

    public Task WaitForShutdownAsync(CancellationToken cancellation) => _app.WaitForShutdownAsync(cancellation);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
