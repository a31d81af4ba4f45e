using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace StepFlow.Gateway;

/// <summary>Serves one API on a web application of its own: every path on its port belongs to the API.</summary>
public static class GatewayExtensions
{
    // API Gateway keeps this path for itself, so no route can want it.
    private const string PingPath = "/ping";

    /// <summary>Needs an <see cref="IFunctionInvoker"/> beside it.</summary>
    public static IServiceCollection AddApiGateway(this IServiceCollection services, GatewayApi api)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(api);
        services.AddSingleton<GatewayService>();
        services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            server.Limits.MaxRequestBodySize = null;
        });
        return services;
    }

    public static IApplicationBuilder UseApiGateway(this IApplicationBuilder app)
    {
        var gateway = app.ApplicationServices.GetRequiredService<GatewayService>();
        app.Run(http => http.Request.Path == PingPath
            ? http.Response.WriteAsync("healthy", http.RequestAborted)
            : AnswerAsync(http, gateway));
        return app;
    }

    private static async Task AnswerAsync(HttpContext http, GatewayService gateway)
    {
        var request = await ReadAsync(http);

        // A client that goes away does not stop its function on AWS either.
        var response = await gateway.HandleAsync(request, CancellationToken.None);
        if (!http.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(http, response);
        }
    }

    private static async Task<GatewayRequest> ReadAsync(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            target = Uri.TryCreate(target, UriKind.Absolute, out var absolute) ? absolute.PathAndQuery : "/";
        }

        var question = target.IndexOf('?', StringComparison.Ordinal);
        var connection = http.Connection;
        return new(
            http.Request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            [.. http.Request.Headers.SelectMany(header => header.Value.Select(value => new Header(header.Key, value ?? "")))],
            await ReadBodyAsync(http.Request),
            new(connection.RemoteIpAddress?.MapToIPv4().ToString() ?? "127.0.0.1", connection.LocalPort, http.Request.Scheme, http.Request.Protocol));
    }

    // One byte more than allowed is enough to know that there are too many.
    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength is 0)
        {
            return default;
        }

        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 1024, GatewayService.MostBodyBytes));
        var buffer = new byte[16 * 1024];
        while (body.Length <= GatewayService.MostBodyBytes && await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static async Task WriteAsync(HttpContext http, GatewayResponse response)
    {
        http.Response.StatusCode = response.Status;
        foreach (var header in response.Headers)
        {
            http.Response.Headers.Append(header.Name, header.Value);
        }

        if (HttpMethods.IsHead(http.Request.Method) || response.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        http.Response.ContentLength = response.Body.Length;
        await http.Response.Body.WriteAsync(response.Body, http.RequestAborted);
    }
}
