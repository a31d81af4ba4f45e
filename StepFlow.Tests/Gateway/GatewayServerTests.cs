using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StepFlow.Gateway;
using Xunit;

namespace StepFlow.Tests.Gateway;

/// <summary>The gateway behind a real socket: what HTTP does to requests and answers.</summary>
public sealed class GatewayServerTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private HttpClient _client = new();

    public GatewayServerTests()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddApiGateway(Apis.Rest("ANY /echo", "ANY /reply", "ANY /files/{proxy+}"));
        builder.Services.AddSingleton<IFunctionInvoker, Echo>();
        _app = builder.Build();
        _app.UseApiGateway();
    }

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _client = new() { BaseAddress = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_post_reaches_the_function_with_headers_in_their_case()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/prod/echo?a=1") { Content = new StringContent("{\"input_value\": 10}", Encoding.UTF8, "application/json") };
        request.Headers.Add("tEsT-HEADeR", "aValUE");

        var e = await Echoed(request);

        Assert.Equal("{\"input_value\": 10}", e.GetProperty("body").GetString());
        Assert.Equal("aValUE", e.GetProperty("headers").GetProperty("tEsT-HEADeR").GetString());
        Assert.Equal(_client.BaseAddress!.Authority, e.GetProperty("requestContext").GetProperty("domainName").GetString());
        Assert.Equal("127.0.0.1", e.GetProperty("requestContext").GetProperty("identity").GetProperty("sourceIp").GetString());
        Assert.Equal("HTTP/1.1", e.GetProperty("requestContext").GetProperty("protocol").GetString());
    }

    [Fact]
    public async Task The_path_arrives_as_it_was_sent()
    {
        var raw = await Raw("GET /prod/files//a%2Fb/../c%20d/?x=%41 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", raw, StringComparison.Ordinal);
        Assert.Contains("\"path\":\"/files//a%2Fb/../c%20d/\"", raw, StringComparison.Ordinal);
        Assert.Contains("\"proxy\":\"/a%2Fb/../c%20d\"", raw, StringComparison.Ordinal);
        Assert.Contains("\"x\":\"A\"", raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"statusCode":204}""", 204)]
    [InlineData("""{"statusCode":304,"body":"ignored"}""", 304)]
    [InlineData("""{"statusCode":200,"headers":{"X-Text":"é"},"multiValueHeaders":{"Set-Cookie":["a=1","b=2"]},"body":"ü"}""", 200)]
    public async Task Answers_with_and_without_body_are_sent(string reply, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/prod/reply") { Content = new StringContent(reply) };

        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        if (status is 200)
        {
            Assert.Equal(["a=1", "b=2"], response.Headers.GetValues("Set-Cookie"));
            Assert.Equal("ü", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_body_of_more_than_ten_megabytes_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/prod/echo") { Content = new ByteArrayContent(new byte[GatewayService.MostBodyBytes + 100]) };

        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Ping_is_the_gateways_own() =>
        Assert.Equal("healthy", await _client.GetStringAsync("/ping", TestContext.Current.CancellationToken));

    private async Task<JsonElement> Echoed(HttpRequestMessage request)
    {
        var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private async Task<string> Raw(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Answers its own event, or, on /reply, the request's body as the reply.</summary>
    private sealed class Echo : IFunctionInvoker
    {
        public Task<FunctionReply> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string traceHeader, CancellationToken cancellation)
        {
            var e = JsonElement.Parse(payload.Span);
            var reply = e.GetProperty("resource").GetString() is "/reply"
                ? Encoding.UTF8.GetBytes(e.GetProperty("body").GetString()!)
                : JsonSerializer.SerializeToUtf8Bytes(new { statusCode = 200, body = e.GetRawText() });
            return Task.FromResult(new FunctionReply(reply, null));
        }
    }
}
