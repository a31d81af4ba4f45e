using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StepFlow.Tests.Hosting.Integrations;

/// <summary>A loopback HTTP server that notes what it is asked and answers what the test says.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeService(WebApplication app) => _app = app;

    public sealed record Request(string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, string Body);

    public sealed record Answer(int Status, string Body, string ContentType = "application/json", params (string Name, string Value)[] Headers);

    public List<Request> Requests { get; } = [];

    public Uri Endpoint { get; private set; } = null!;

    public static async Task<FakeService> StartAsync(Func<Request, Answer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var fake = new FakeService(app);
        app.Run(async http => await fake.ServeAsync(http, answer));
        await app.StartAsync();
        fake.Endpoint = new(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return fake;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ServeAsync(HttpContext http, Func<Request, Answer> answer)
    {
        using var reader = new StreamReader(http.Request.Body);
        var rawPath = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var request = new Request(
            http.Request.Method,
            rawPath,
            http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(http.RequestAborted));
        lock (Requests)
        {
            Requests.Add(request);
        }

        var reply = answer(request);
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers[name] = value;
        }

        if (reply.Status is not 204 && !HttpMethods.IsHead(request.Method))
        {
            await http.Response.WriteAsync(reply.Body, http.RequestAborted);
        }
    }
}
