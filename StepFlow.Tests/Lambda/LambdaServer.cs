using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Lambda;

namespace StepFlow.Tests.Lambda;

/// <summary>The Lambda service on a free port, with a client of its APIs.</summary>
public sealed class LambdaServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LambdaServer(WebApplication app)
    {
        _app = app;
        Service = app.Services.GetRequiredService<LambdaService>();
        Client = new() { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public LambdaService Service { get; }

    public HttpClient Client { get; }

    public static Task<LambdaServer> StartAsync(params FunctionConfiguration[] functions) => StartAsync(time: null, configure: null, functions);

    public static async Task<LambdaServer> StartAsync(TimeProvider? time, Action<LambdaOptions>? configure, params FunctionConfiguration[] functions)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddLambda(configure);
        var app = builder.Build();
        app.MapLambda();
        await app.StartAsync();
        var server = new LambdaServer(app);
        foreach (var function in functions)
        {
            server.Service.Add(function);
        }

        await server.Service.StartAsync();
        return server;
    }

    public Task<HttpResponseMessage> NextAsync(string function, CancellationToken cancellation) =>
        Client.GetAsync($"/{function}/2018-06-01/runtime/invocation/next", cancellation);

    public Task<HttpResponseMessage> RespondAsync(string function, string requestId, string body, CancellationToken cancellation) =>
        Client.PostAsync($"/{function}/2018-06-01/runtime/invocation/{requestId}/response", new StringContent(body), cancellation);

    public Task<HttpResponseMessage> InvokeAsync(
        string function, string payload, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/{function}/invocations")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(payload)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return Client.SendAsync(request, cancellation);
    }

    /// <summary>A function in this process: answers every event by what <paramref name="answer"/> makes of it.</summary>
    public async Task ServeAsync(string function, Func<string, string> answer, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var next = await NextAsync(function, cancellation);
                var body = answer(await next.Content.ReadAsStringAsync(cancellation));
                using var _ = await RespondAsync(function, next.RequestId(), body, cancellation);
            }
            catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

internal static class LambdaResponses
{
    public static string Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : "";

    public static string RequestId(this HttpResponseMessage next) => next.Header("Lambda-Runtime-Aws-Request-Id");

    public static Task<string> TextAsync(this HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(Xunit.TestContext.Current.CancellationToken);
}
