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

    /// <summary>Makes calls to a service that others run; where it does not answer as Step Functions does, the <see cref="StartException"/> says so.</summary>
    /// <param name="service">Who is called and where, for a sentence.</param>
    /// <param name="setting">What says where it is.</param>
    /// <param name="calls">The calls.</param>
    public static async Task ReachAsync(string service, string setting, Func<Task> calls)
    {
        try
        {
            await calls();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw new StartException($"{service} does not answer: {e.Message.TrimEnd('.')}. Is it running, and does {setting} name it?", e);
        }
        catch (JsonSyntaxException e)
        {
            throw new StartException($"What answers as {service} is not Step Functions: {e.Message.TrimEnd('.')}. Does {setting} name it?", e);
        }
    }

    public void Dispose() => _http.Dispose();

    public static string? Text(JsonObject o, string name) => o[name] is JsonString text ? text.Value : null;
}

/// <summary>What the endpoint answered; <paramref name="Error"/> is AWS's code where it refused.</summary>
internal sealed record StepFunctionsAnswer(string? Error, JsonObject Body)
{
    public string Message => StepFunctionsClient.Text(Body, "message") ?? StepFunctionsClient.Text(Body, "Message") ?? Error ?? "";
}
