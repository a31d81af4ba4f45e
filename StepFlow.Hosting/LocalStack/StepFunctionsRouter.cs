using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Integrations;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.LocalStack;

/// <summary>
/// One Step Functions endpoint for two services: calls about state machines that stay here go to StepFlow, all others to LocalStack,
/// under the account and region that its ARNs have.
/// </summary>
internal sealed class StepFunctionsRouter : IDisposable
{
    private const string TargetHeader = "X-Amz-Target";
    private const string ListTarget = "AWSStepFunctions.ListStateMachines";
    private const string AwsJson = "application/x-amz-json-1.0";

    // Members of requests that name a state machine, or something below one.
    private static readonly string[] ArnMembers = ["stateMachineArn", "executionArn", "stateMachineAliasArn", "stateMachineVersionArn", "mapRunArn", "resourceArn"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { Timeout = Timeout.InfiniteTimeSpan };
    private ImmutableHashSet<string> _here = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
    private readonly Uri _stepFlow;
    private readonly Uri _localStack;
    private readonly AwsRequestSigner _signer;
    private readonly string _region;
    private readonly StepFunctionsClient _own;

    public StepFunctionsRouter(Uri stepFlow, Uri localStack, AwsRequestSigner signer, string region) =>
        (_stepFlow, _localStack, _signer, _region, _own) = (stepFlow, localStack, signer, region, new(stepFlow));

    /// <summary>From now on StepFlow runs this state machine.</summary>
    public void Keep(string stateMachine) => ImmutableInterlocked.Update(ref _here, names => names.Add(stateMachine));

    public void Map(WebApplication app) => app.MapPost("/", HandleAsync);

    public void Dispose()
    {
        _http.Dispose();
        _own.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var body = buffer.ToArray();
        var isHere = IsHere(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, isHere ? _stepFlow : _localStack) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType);
        request.Headers.TryAddWithoutValidation(TargetHeader, http.Request.Headers[TargetHeader].ToString());
        if (isHere)
        {
            Copy(http.Request, request);
        }
        else
        {
            _signer.Sign(request, "states", _region, body);
        }

        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
            await AnswerAsync(http, response);
        }
        catch (HttpRequestException e) when (!isHere && !http.Response.HasStarted)
        {
            // As a service of AWS answers that is away for a while: SDKs know it, and try again.
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.ContentType = AwsJson;
            var problem = JsonObject.Of(("__type", "ServiceUnavailable"), ("message", $"LocalStack at {_localStack} does not answer: {e.Message}"));
            await http.Response.Body.WriteAsync(JsonWriter.ToUtf8(problem), http.RequestAborted);
        }
    }

    private async Task AnswerAsync(HttpContext http, HttpResponseMessage response)
    {
        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var header in response.Headers.Concat(response.Content.Headers).Where(IsWorthCopying))
        {
            http.Response.Headers[header.Key] = string.Join(", ", header.Value);
        }

        if (response.IsSuccessStatusCode && http.Request.Headers[TargetHeader] == ListTarget)
        {
            var list = await response.Content.ReadAsByteArrayAsync(http.RequestAborted);
            await http.Response.Body.WriteAsync(await WithThoseHereAsync(list, http.RequestAborted), http.RequestAborted);
            return;
        }

        await response.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    // Those that stay here come with the last page of LocalStack's.
    private async Task<byte[]> WithThoseHereAsync(byte[] list, CancellationToken cancellation)
    {
        if (JsonValue.Parse(list) is not JsonObject page || page["nextToken"] is JsonString || page["stateMachines"] is not JsonArray there)
        {
            return list;
        }

        List<JsonValue> here = [];
        string? token = null;
        do
        {
            var request = new JsonObjectBuilder().SetIf("nextToken", token is null ? null : (JsonValue)token).Build();
            var answer = await _own.CallAsync("ListStateMachines", request, cancellation);
            here.AddRange((answer.Body["stateMachines"] as JsonArray ?? JsonArray.Empty).Where(IsKeptHere));
            token = StepFunctionsClient.Text(answer.Body, "nextToken");
        }
        while (token is not null);
        return JsonWriter.ToUtf8(JsonObject.Of(("stateMachines", JsonArray.Of(there.Concat(here)))));
    }

    private bool IsKeptHere(JsonValue machine) => machine is JsonObject item && StepFunctionsClient.Text(item, "name") is { } name && _here.Contains(name);

    private static bool IsWorthCopying(KeyValuePair<string, IEnumerable<string>> header) =>
        header.Key.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase) || header.Key is "Content-Type";

    // Credentials and trace: they say whose state machines are meant, and where in a trace the call stands.
    private static void Copy(HttpRequest from, HttpRequestMessage to)
    {
        foreach (var name in (string[])["Authorization", "X-Amz-Date", "traceparent", "tracestate", "X-Amzn-Trace-Id"])
        {
            if (from.Headers.TryGetValue(name, out var value))
            {
                to.Headers.TryAddWithoutValidation(name, value.ToString());
            }
        }
    }

    private bool IsHere(byte[] body)
    {
        try
        {
            return JsonValue.Parse(body) is JsonObject request
                && ArnMembers.Select(name => request[name]).OfType<JsonString>().Any(arn => _here.Contains(MachineOf(arn.Value)));
        }
        catch (JsonSyntaxException)
        {
            return false;
        }
    }

    // arn:aws:states:region:account:stateMachine:NAME, …:execution:NAME:…, …:express:NAME:…, …:mapRun:NAME/…
    private static string MachineOf(string arn) => arn.Split(':') is [_, _, _, _, _, _, var name, ..] ? name.Split('/', '#')[0] : "";
}
