using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Traces.Forwarding;
using StepFlow.Traces.Receiving;
using StepFlow.Traces.Storing;

namespace StepFlow.Tests.Traces;

/// <summary>The receiver on two free ports.</summary>
internal sealed class OtlpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpServer(OtlpForwarder? forwarder)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1);
            server.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddOtlpReceiver(new(Store, forwarder));
        _app = builder.Build();
        _app.MapOtlpHttp();
        _app.MapOtlpGrpc();
    }

    public TraceStore Store { get; } = new(new());

    public Uri Http => AddressOf(0);

    public Uri Grpc => AddressOf(1);

    public static async Task<OtlpServer> StartAsync(CancellationToken cancellation, OtlpForwarder? forwarder = null)
    {
        var server = new OtlpServer(forwarder);
        await server._app.StartAsync(cancellation);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Uri AddressOf(int port) => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(port));
}
