using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StepFlow.Tests.Traces;

/// <summary>A request as a collector got it.</summary>
/// <param name="Path">Of the call.</param>
internal sealed record Export(string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>An OTLP collector, by HTTP and by gRPC, that keeps what it is sent. It shares no code with what it tests.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<Export> _exports = new();
    private readonly WebApplication _app;
    private int _unavailable;
    private int _turnedAway;

    private OtlpCollector()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1);
            server.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", TakeAsync);
        _app.MapPost("/{service}/Export", TakeGrpcAsync);
    }

    public Uri Address => AddressOf(0);

    public Uri GrpcAddress => AddressOf(1);

    public IReadOnlyCollection<Export> Exports => _exports;

    /// <summary>All spans, in the order they came.</summary>
    public IReadOnlyList<Span> Spans =>
        [.. _exports.Where(e => e.Path is "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export").SelectMany(e => OtlpReader.ReadTraces(e.Body))];

    public static async Task<OtlpCollector> StartAsync(CancellationToken cancellation)
    {
        var collector = new OtlpCollector();
        await collector._app.StartAsync(cancellation);
        return collector;
    }

    /// <summary>The next requests are answered with "not now".</summary>
    public void BeUnavailable(int times) => Interlocked.Exchange(ref _unavailable, times);

    /// <summary>How many requests were answered so.</summary>
    public int TurnedAway => Volatile.Read(ref _turnedAway);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private bool IsAvailable()
    {
        if (Interlocked.Decrement(ref _unavailable) < 0)
        {
            return true;
        }

        Interlocked.Increment(ref _turnedAway);
        return false;
    }

    private Uri AddressOf(int port) => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(port));

    private async Task TakeAsync(HttpContext http, string signal)
    {
        if (!IsAvailable())
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        Keep(http, await ReadAsync(http, http.Request.Headers.ContentEncoding.ToString() is "gzip"));
        http.Response.ContentType = "application/x-protobuf";
    }

    // A message of gRPC: whether it is compressed, its length in four bytes, itself. The status comes after the answer.
    private async Task TakeGrpcAsync(HttpContext http, string service)
    {
        var frame = await ReadAsync(http, isGzip: false);
        http.Response.ContentType = "application/grpc";
        var isAvailable = IsAvailable();
        if (isAvailable)
        {
            var message = frame.AsSpan(5, BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1))).ToArray();
            Keep(http, frame[0] is 0 ? message : Decompress(new MemoryStream(message)));
            await http.Response.Body.WriteAsync(new byte[5], http.RequestAborted);
        }

        http.Response.AppendTrailer("grpc-status", isAvailable ? "0" : "14");
    }

    private void Keep(HttpContext http, byte[] body) => _exports.Enqueue(new(
        http.Request.Path, body, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)));

    private static async Task<byte[]> ReadAsync(HttpContext http, bool isGzip)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        return isGzip ? Decompress(body) : body.ToArray();
    }

    private static byte[] Decompress(Stream body)
    {
        using var plain = new MemoryStream();
        using var gzip = new GZipStream(body, CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
