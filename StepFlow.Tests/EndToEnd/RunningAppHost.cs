using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

[assembly: AssemblyFixture(typeof(StepFlow.Tests.EndToEnd.RunningAppHost))]

namespace StepFlow.Tests.EndToEnd;

/// <summary>One AppHost for all tests that leave it as they found it; started when the first of them asks.</summary>
public sealed class RunningAppHost : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private AppHostProcess? _app;

    internal async Task<AppHostProcess> GetAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return _app ??= await AppHostProcess.StartAsync(cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
            Directory.Delete(_app.Data, recursive: true);
        }

        _gate.Dispose();
    }
}

/// <summary>Short forms for what tests ask of a gateway.</summary>
internal static class GatewayClient
{
    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostJsonAsync(this HttpClient gateway, string path, string body, CancellationToken cancellation)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await gateway.PostAsync(path, content, cancellation);
        return (response.StatusCode, await ReadAsync(response, cancellation));
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> GetJsonAsync(this HttpClient gateway, string path, CancellationToken cancellation)
    {
        using var response = await gateway.GetAsync(path, cancellation);
        return (response.StatusCode, await ReadAsync(response, cancellation));
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} with a body that is no JSON: '{text}'", e);
        }
    }
}
