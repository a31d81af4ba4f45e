using System.Net.Http.Headers;
using System.Text;
using StepFlow.Hosting.Integrations.Wire;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.Integrations;

/// <summary>Plain HTTP calls: <c>http:invoke</c> (HTTP Task) and <c>apigateway:invoke</c>.</summary>
/// <param name="connections">Credentials by EventBridge connection name.</param>
/// <param name="gateway">Where every API Gateway endpoint is to be found, or null to call the endpoint the state names.</param>
/// <param name="time">For the limit of 60 seconds.</param>
public sealed class HttpTask(IReadOnlyDictionary<string, HttpConnection> connections, Func<Uri?> gateway, TimeProvider time) : IDisposable
{
    private const int LongestBody = TaskResult.MaxBytes;
    private static readonly Dictionary<string, HttpConnection> NoConnections = [];
    private static readonly TimeSpan SocketTimeout = TimeSpan.FromSeconds(60);
    private readonly HttpMessageInvoker _client = new(IntegrationHttp.NewHandler());

    public static bool Handles(TaskResource.Integration resource) => resource.Is("http", "invoke") || resource.Is("apigateway", "invoke");

    public async Task<TaskOutcome> CallAsync(TaskCall call, TaskResource.Integration resource, CancellationToken cancellation)
    {
        var isApi = resource.Service is "apigateway";
        using var timeout = new CancellationTokenSource(SocketTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            using var request = isApi
                ? ApiGatewayRequest.For(call.Parameters, gateway())
                : HttpTaskRequest.For(call.Parameters, call.Region, connections);
            if (call.TraceHeader is not null)
            {
                request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", call.TraceHeader);
            }

            using var response = await _client.SendAsync(request, limit.Token);
            var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
            if (call.Watch is { } watch && !isApi)
            {
                using var shown = HttpTaskRequest.For(call.Parameters, call.Region, watch.RevealSecrets ? connections : NoConnections);
                watch.Seen(await HttpTrace.OfAsync(shown, limit.Token), HttpTrace.Of(response, body));
            }

            return OutcomeOf(response, body, isApi);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return TaskOutcome.Fail(isApi ? "ApiGateway.SdkClientException" : "States.Http.Socket", "The request did not end within 60 seconds.");
        }
        catch (HttpRequestException e)
        {
            return TaskOutcome.Fail(isApi ? "ApiGateway.SdkClientException" : "States.Http.Socket", e.Message);
        }
        catch (FormatException e)
        {
            return new TaskOutcome.Failed(TaskParameters.Refusal(call.Parameters, "Parameters", [e.Message]));
        }
    }

    public void Dispose() => _client.Dispose();

    private static TaskOutcome OutcomeOf(HttpResponseMessage response, byte[] body, bool isApi)
    {
        var status = (int)response.StatusCode;
        if (status is < 200 or >= 300)
        {
            var text = Encoding.UTF8.GetString(body);
            return TaskOutcome.Fail($"{(isApi ? "ApiGateway" : "States.Http.StatusCode")}.{status}", text.Length is 0 ? response.ReasonPhrase ?? "" : text);
        }

        if (body.Length > LongestBody)
        {
            return TaskResult.TooLarge(isApi ? "apigateway" : "http");
        }

        if (!IsText(response.Content.Headers.ContentType, body))
        {
            return TaskOutcome.Fail(
                StatesError.Runtime, $"The content type '{response.Content.Headers.ContentType}' of the response is not supported: it must be JSON or text.");
        }

        return TaskOutcome.Of(JsonObject.Of(
            ("Headers", Headers(response)),
            ("ResponseBody", Body(response.Content.Headers.ContentType, body)),
            ("StatusCode", status),
            ("StatusText", response.ReasonPhrase ?? "")));
    }

#pragma warning disable CA1308 // Header names are shown in lower case.
    private static JsonObject Headers(HttpResponseMessage response) => JsonObject.Of(IntegrationHttp.HeadersOf(response)
        .Select(h => KeyValuePair.Create(h.Key.ToLowerInvariant(), (JsonValue)JsonArray.Of(h.Value))));
#pragma warning restore CA1308

    private static JsonValue Body(MediaTypeHeaderValue? type, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        if (type?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) is not true || text.Length is 0)
        {
            return text;
        }

        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonSyntaxException)
        {
            return text;
        }
    }

    private static bool IsText(MediaTypeHeaderValue? type, byte[] body) => body.Length is 0 || type?.MediaType is not { } media
        || !(media.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            || media.StartsWith("video/", StringComparison.OrdinalIgnoreCase)
            || media.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
            || media.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase));
}

/// <summary>What an EventBridge connection adds to a request.</summary>
public sealed record HttpConnection(
    IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> QueryParameters, JsonObject Body)
{
    /// <summary>Reads <c>{"name": {"Headers": {}, "QueryParameters": {}, "Body": {}}}</c>.</summary>
    public static IReadOnlyDictionary<string, HttpConnection> Read(JsonValue document) =>
        (document as JsonObject ?? throw new FormatException("A file of HTTP connections is a JSON object.")).ToDictionary(
            c => c.Key,
            c => c.Value is JsonObject connection
                ? new HttpConnection(Texts(connection, "Headers"), Texts(connection, "QueryParameters"), connection["Body"] as JsonObject ?? JsonObject.Empty)
                : throw new FormatException($"HTTP connection '{c.Key}' is not a JSON object."),
            StringComparer.Ordinal);

    private static Dictionary<string, string> Texts(JsonObject connection, string name) =>
        (connection[name] as JsonObject ?? JsonObject.Empty).ToDictionary(e => e.Key, e => WireText.Of(e.Value), StringComparer.OrdinalIgnoreCase);
}
