using System.Net.Http.Headers;
using StepFlow.Hosting.Integrations;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Embedded;

/// <summary>Calls a Step Functions endpoint in AWS JSON 1.0: our own, or with a signature any other.</summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="signer">Signs the calls where the endpoint looks at signatures.</param>
/// <param name="region">The region to sign for.</param>
internal sealed class StepFunctionsClient(Uri endpoint, AwsRequestSigner? signer = null, string region = "") : IDisposable
{
    private const string SigningName = "states";

    private static readonly MediaTypeHeaderValue AwsJson = new("application/x-amz-json-1.0");

    // No propagator, no spans: the host's own housekeeping is nobody's trace.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null });

    public async Task<StepFunctionsAnswer> CallAsync(string operation, JsonObject request, CancellationToken cancellation, string? traceHeader = null)
    {
        var content = JsonWriter.ToUtf8(request);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, "/"))
        {
            Content = new ByteArrayContent(content) { Headers = { ContentType = AwsJson } },
        };
        message.Headers.Add("X-Amz-Target", $"AWSStepFunctions.{operation}");
        if (traceHeader is not null)
        {
            message.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", traceHeader);
        }

        signer?.Sign(message, SigningName, region, content);
        using var response = await _http.SendAsync(message, cancellation);
        var body = JsonValue.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)) as JsonObject ?? JsonObject.Empty;
        return new(response.IsSuccessStatusCode ? null : Text(body, "__type")?.Split('#')[^1] ?? response.StatusCode.ToString(), body);
    }

    public void Dispose() => _http.Dispose();

    public static string? Text(JsonObject o, string name) => o[name] is JsonString text ? text.Value : null;
}

/// <summary>What the endpoint answered; <paramref name="Error"/> is AWS's code where it refused.</summary>
internal sealed record StepFunctionsAnswer(string? Error, JsonObject Body)
{
    public string Message => StepFunctionsClient.Text(Body, "message") ?? StepFunctionsClient.Text(Body, "Message") ?? Error ?? "";
}
