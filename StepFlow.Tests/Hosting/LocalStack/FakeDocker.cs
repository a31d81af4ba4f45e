using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StepFlow.Tests.Hosting.LocalStack;

/// <summary>
/// The few endpoints of the Docker Engine API that starting one container takes, as documented for API 1.44. Its one container is "running"
/// when its port leads to a server of the test, or has ended with an exit code. What a real engine does beyond is proven by nothing here.
/// </summary>
internal sealed class FakeDocker : IAsyncDisposable
{
    private const string Id = "f00dcafe0000000000000000000000000000000000000000000000000000f00d";
    private readonly WebApplication _app;

    private FakeDocker(WebApplication app) => _app = app;

    /// <summary>For DOCKER_HOST.</summary>
    public string Host => Address.Replace("http://", "tcp://", StringComparison.Ordinal);

    /// <summary>The body with which the container was created.</summary>
    public JsonElement Created { get; private set; }

    public bool IsRemoved { get; private set; }

    /// <summary>Method and path of every request, for a look at what was asked.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    private string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <param name="port">The port of this machine that the container's port is mapped to.</param>
    /// <param name="exitCode">The code that the container ends with at once; null keeps it running.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<FakeDocker> StartAsync(int port, int? exitCode, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var docker = new FakeDocker(app);
        app.Run(http => docker.AnswerAsync(http, port, exitCode));
        await app.StartAsync(cancellation);
        return docker;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, int port, int? exitCode)
    {
        // Clients put the version they speak before every path.
        var path = http.Request.Path.Value!;
        path = path.StartsWith("/v1.", StringComparison.Ordinal) ? path[path.IndexOf('/', 1)..] : path;
        Requests.Enqueue($"{http.Request.Method} {path}");
        http.Response.Headers["Api-Version"] = "1.44";
        switch (http.Request.Method, path)
        {
            case ("GET" or "HEAD", "/_ping"):
                await http.Response.WriteAsync("OK");
                break;
            case ("GET", "/version"):
                await WriteAsync(http, new { Version = "25.0.0", ApiVersion = "1.44", MinAPIVersion = "1.24", Os = "linux", Arch = "amd64" });
                break;
            case ("GET", "/info"):
                await WriteAsync(http, new { ID = "fake", OperatingSystem = "Fake", OSType = "linux", Architecture = "x86_64", ServerVersion = "25.0.0", MemTotal = 1 });
                break;
            case ("GET", _) when path.StartsWith("/images/", StringComparison.Ordinal):
                await WriteAsync(http, new { Id = "sha256:" + Id, RepoTags = Array.Empty<string>(), Created = "2026-02-26T00:00:00Z", Size = 1, Config = new { } });
                break;
            case ("POST", "/containers/create"):
                Created = (await JsonDocument.ParseAsync(http.Request.Body)).RootElement.Clone();
                http.Response.StatusCode = StatusCodes.Status201Created;
                await WriteAsync(http, new { Id, Warnings = Array.Empty<string>() });
                break;
            case ("POST", _) when path.EndsWith("/wait", StringComparison.Ordinal):
                await WriteAsync(http, new { StatusCode = exitCode ?? 0 });
                break;
            case ("GET", _) when path.EndsWith($"/containers/{Id}/json", StringComparison.Ordinal):
                await WriteAsync(http, Inspection(port, exitCode));
                break;
            case ("GET", _) when path.EndsWith("/logs", StringComparison.Ordinal):
                break;
            case ("DELETE", _):
                IsRemoved = true;
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ("POST", _) when path.StartsWith($"/containers/{Id}/", StringComparison.Ordinal):
                http.Response.StatusCode = StatusCodes.Status204NoContent; // start, stop
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                await WriteAsync(http, new { message = $"{http.Request.Method} {path} is not part of the fake engine" });
                break;
        }
    }

    // The engine's members begin with capitals, which web defaults would lower.
    private static Task WriteAsync(HttpContext http, object answer) => http.Response.WriteAsJsonAsync(answer, JsonSerializerOptions.Default);

    private static object Inspection(int port, int? exitCode) => new
    {
        Id,
        Name = "/localstack",
        Created = "2026-02-26T00:00:00Z",
        Image = "sha256:" + Id,
        State = new
        {
            Status = exitCode is null ? "running" : "exited",
            Running = exitCode is null,
            ExitCode = exitCode ?? 0,
            StartedAt = "2026-02-26T00:00:00Z",
            FinishedAt = exitCode is null ? "0001-01-01T00:00:00Z" : "2026-02-26T00:00:01Z",
        },
        Config = new { Env = Array.Empty<string>(), Labels = new Dictionary<string, string>() },
        HostConfig = new { NetworkMode = "bridge" },
        NetworkSettings = new
        {
            Ports = new Dictionary<string, object> { ["4566/tcp"] = new[] { new { HostIp = "127.0.0.1", HostPort = $"{port}" } } },
            Networks = new Dictionary<string, object> { ["bridge"] = new { IPAddress = "127.0.0.1", Gateway = "127.0.0.1" } },
        },
    };
}
