using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace StepFlow.Lambda.RuntimeApi;

/// <summary>
/// The Runtime API of one process on a loopback port of its own, as on AWS each environment has its own address. So any
/// runtime client works (several refuse an address with a path), and an answer can only come from the process that was asked.
/// </summary>
internal sealed class RuntimeApiListener : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly Func<HttpContext, Task> _handle;
    private readonly KestrelServer _server;

    private RuntimeApiListener(Func<HttpContext, Task> handle, ILoggerFactory loggers)
    {
        _handle = handle;
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        _server = new(Options.Create(options), transport, loggers);
    }

    /// <summary>Host and port without scheme, as AWS_LAMBDA_RUNTIME_API has it.</summary>
    public string Address => new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;

    public static async Task<RuntimeApiListener> StartAsync(Func<HttpContext, Task> handle, ILoggerFactory loggers)
    {
        var listener = new RuntimeApiListener(handle, loggers);
        await listener._server.StartAsync(listener, CancellationToken.None);
        return listener;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => _handle(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async ValueTask DisposeAsync()
    {
        // Requests that are still open belong to processes that are gone.
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }
}
