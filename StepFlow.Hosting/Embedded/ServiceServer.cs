using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StepFlow.Hosting.Embedded;

/// <summary>One service on a loopback port of its own, with the loggers and the clock of the host.</summary>
internal sealed class ServiceServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ServiceDoor _door;

    private ServiceServer(WebApplication app, ServiceDoor door)
    {
        _app = app;
        _door = door;
    }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Its door with the port it has got, for the server that takes its place.</summary>
    public ServiceDoor Door => _door with { Port = Address.Port };

    public static async Task<ServiceServer> StartAsync(
        ServiceDoor door, IServiceProvider host, Action<WebApplicationBuilder> build, Action<WebApplication> map, CancellationToken cancellation)
    {
        // The empty builder reads no settings: ASPNETCORE_URLS and its like are meant for other programs.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Listen(IPAddress.Loopback, door.Port, port => port.Protocols = door.Protocols);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(host.GetRequiredService<TimeProvider>());
        builder.Services.Replace(ServiceDescriptor.Singleton(host.GetRequiredService<ILoggerFactory>()));

        // The host itself decides when to stop; a server of its own must not listen to Ctrl-C.
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoLifetime>());
        build(builder);
        var app = builder.Build();
        try
        {
            map(app);
            await app.StartAsync(cancellation);
            return new(app, door);
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            if (Explain(e, door) is { } explanation)
            {
                throw new StartException(explanation, e);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static string? Explain(Exception exception, ServiceDoor door) => exception switch
    {
        IOException { InnerException: AddressInUseException } => Taken(door),
        IOException when IsTaken(exception.InnerException) => Taken(door),
        SocketException => $"{door.Service} cannot listen on 127.0.0.1:{door.Port} ({door.Setting}): {exception.Message}",
        _ => null,
    };

    private static string Taken(ServiceDoor door) =>
        $"Port {door.Port} is taken, so {door.Service} cannot listen. End the program that holds it, or choose another port with {door.Setting} (0 is any free port){door.Remedy}.";

    private static bool IsTaken(Exception? exception) =>
        exception is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (exception is AggregateException many && many.InnerExceptions.Any(IsTaken));

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
