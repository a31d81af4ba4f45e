using System.Net.Http.Headers;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>The Lambda Runtime API as one process sees it.</summary>
internal sealed class RuntimeApiClient(HttpClient http, string address)
{
    private const string ErrorType = "Lambda-Runtime-Function-Error-Type";
    private const string DebuggerHeader = "StepFlow-Debugger";
    private readonly string _base = $"http://{address}/2018-06-01/runtime/";

    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler
    {
        // Long polls and their answers are not work of the function: no spans and no trace headers of them.
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        UseProxy = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "stepflow-functions/1.0" } },
    };

    public async Task<HttpResponseMessage> NextAsync(bool debugged, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _base + "invocation/next");
        if (debugged)
        {
            request.Headers.Add(DebuggerHeader, "attached");
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
        return response.EnsureSuccessStatusCode();
    }

    /// <summary>A StepFlow host stops its clock for an event while a debugger holds the function.</summary>
    public async Task TellDebuggerAsync(bool attached)
    {
        using var _ = await http.PutAsync($"{_base}debugger?attached={(attached ? "true" : "false")}", content: null);
    }

    /// <summary>What the Runtime API says to an answer: null when it took it.</summary>
    public Task<string?> RespondAsync(string requestId, InvocationResponse response) => PostAsync(
        $"invocation/{requestId}/response",
        response.DisposeOutputStream ? new StreamContent(response.OutputStream) : new KeptStreamContent(response.OutputStream),
        "application/json",
        errorType: null);

    public Task<string?> ReportAsync(string requestId, Exception exception) =>
        PostAsync($"invocation/{requestId}/error", new ByteArrayContent(ExceptionJson.Write(exception)), "application/vnd.aws.lambda.error+json", exception.GetType().Name);

    public Task<string?> ReportInitErrorAsync(Exception exception) =>
        PostAsync("init/error", new ByteArrayContent(ExceptionJson.Write(exception)), "application/vnd.aws.lambda.error+json", exception.GetType().Name);

    private async Task<string?> PostAsync(string path, HttpContent content, string contentType, string? errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _base + path) { Content = content };
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (errorType is not null)
        {
            request.Headers.Add(ErrorType, errorType);
        }

        using var response = await http.SendAsync(request);
        return response.IsSuccessStatusCode ? null : $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    private sealed class KeptStreamContent(Stream stream) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream target, System.Net.TransportContext? context) => stream.CopyToAsync(target);

        protected override bool TryComputeLength(out long length)
        {
            length = stream.CanSeek ? stream.Length - stream.Position : 0;
            return stream.CanSeek;
        }
    }
}
