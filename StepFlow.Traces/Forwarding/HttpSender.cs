using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace StepFlow.Traces.Forwarding;

/// <summary>OTLP over HTTP with protobuf bodies.</summary>
internal sealed class HttpSender(OtlpTarget target) : IOtlpSender
{
    // No propagator, no spans: sending traces must not make traces.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = target.Timeout };

    public async Task<Delivery> SendAsync(byte[] request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, target.Address) { Content = Content(request) };
        foreach (var (name, value) in target.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await _http.SendAsync(message, cancellation);
            return response.IsSuccessStatusCode ? Delivery.Taken.Instance
                : IsPassing(response.StatusCode) ? new Delivery.Failed($"it answers {(int)response.StatusCode}", response.Headers.RetryAfter?.Delta)
                : new Delivery.Refused($"it answers {(int)response.StatusCode} {response.ReasonPhrase}");
        }
        catch (HttpRequestException e)
        {
            return new Delivery.Failed(e.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery.Failed($"no answer within {target.Timeout.TotalSeconds} s");
        }
    }

    public void Dispose() => _http.Dispose();

    private ByteArrayContent Content(byte[] request)
    {
        var content = new ByteArrayContent(target.Gzip ? Compressed(request) : request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        if (target.Gzip)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return content;
    }

    private static byte[] Compressed(byte[] request)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(request);
        }

        return compressed.ToArray();
    }

    // These four the specification lets a sender try again.
    private static bool IsPassing(HttpStatusCode status) => status is
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
