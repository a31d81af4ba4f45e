using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using StepFlow.Aws;
using StepFlow.Aws.Protocol;
using StepFlow.Aws.Validation;

namespace StepFlow.Tests.Aws.Protocol;

/// <summary>A service with one operation, <c>Say</c>, that repeats what it is told; for the protocol alone.</summary>
public sealed class AwsJsonServer : IAsyncDisposable
{
    private static readonly Constraints<SayRequest> Constraints = new Constraints<SayRequest>()
        .Text("text", r => r.Text, 1, 100, required: true)
        .Integer("times", r => r.Times)
        .Flag("loud")
        .TextList("tags", r => r.Tags, 1, 10);

    private readonly WebApplication _app;

    private AwsJsonServer(WebApplication app)
    {
        _app = app;

        // Sends the headers of the test and no others, whoever else in this process listens to the spans of HTTP clients.
        Client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public static async Task<AwsJsonServer> StartAsync()
    {
        var wire = new SayJson(AwsJson.Options(new JsonSerializerOptions()));
        var table = new OperationTable("Test").Add("Say", Constraints, wire.SayRequest, wire.SayResponse, SayAsync);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapAwsJson(new(table, "com.example", "us-east-1", "123456789012", IdSource.Shared));
        await app.StartAsync();
        return new(app);
    }

    public async Task<HttpResponseMessage> SendAsync(string body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(AwsJson.ContentType);
        request.Headers.Add("X-Amz-Target", "Test.Say");
        change?.Invoke(request);
        return await Client.SendAsync(request, Xunit.TestContext.Current.CancellationToken);
    }

    public static ByteArrayContent Gzip(string body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(body));
        }

        return new(packed.ToArray()) { Headers = { ContentEncoding = { "gzip" } } };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static ValueTask<SayResponse> SayAsync(SayRequest request, AwsCall call, CancellationToken cancellation) => request.Text switch
    {
        "refuse" => throw new AwsException("Refused", "I will not say 'refuse'."),
        "break" => throw new InvalidOperationException("a defect"),
        _ => new(new SayResponse(request.Text, call.Region, call.Account, call.Trace, DateTimeOffset.FromUnixTimeMilliseconds(1700000000007))),
    };
}

public sealed record SayRequest(string? Text, int? Times, bool? Loud, IReadOnlyList<string>? Tags);

public sealed record SayResponse(string? Text, string Region, string Account, string? Trace, DateTimeOffset At);

[JsonSerializable(typeof(SayRequest))]
[JsonSerializable(typeof(SayResponse))]
internal sealed partial class SayJson : JsonSerializerContext;
