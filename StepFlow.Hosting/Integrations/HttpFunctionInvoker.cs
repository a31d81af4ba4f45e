using System.Net;
using System.Net.Http.Headers;
using StepFlow.StepFunctions.Tasks;

namespace StepFlow.Hosting.Integrations;

/// <summary>Invokes functions at any endpoint that speaks Lambda's Invoke API (<c>--lambda-endpoint</c>).</summary>
public sealed class HttpFunctionInvoker : IFunctionInvoker, IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpMessageInvoker _http;
    private readonly Uri _endpoint;
    private readonly AwsRequestSigner _signer;

    public HttpFunctionInvoker(Uri endpoint, AwsRequestSigner signer)
    {
        _endpoint = endpoint;
        _signer = signer;
        _http = new(IntegrationHttp.NewHandler());
    }

    public async Task<FunctionResult> InvokeAsync(FunctionCall call, CancellationToken cancellation)
    {
        using var request = RequestFor(call);
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            var payload = await response.Content.ReadAsByteArrayAsync(cancellation);
            return ResultOf(response, payload);
        }
        catch (HttpRequestException e)
        {
            throw new FunctionUnreachableException($"{e.Message} (Lambda endpoint {_endpoint})", e);
        }
        catch (IOException e)
        {
            throw new FunctionUnreachableException($"{e.Message} (Lambda endpoint {_endpoint})", e);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage RequestFor(FunctionCall call)
    {
        var query = call.Qualifier is null ? "" : "?Qualifier=" + Uri.EscapeDataString(call.Qualifier);
        var uri = IntegrationHttp.At(_endpoint, $"/2015-03-31/functions/{Uri.EscapeDataString(call.FunctionName)}/invocations{query}");
        var content = new ReadOnlyMemoryContent(call.Payload) { Headers = { ContentType = Json } };
        var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = content };
        var headers = request.Headers;
        headers.TryAddWithoutValidation("X-Amz-Invocation-Type", call.InvocationType ?? "RequestResponse");
        AddIf(headers, "X-Amz-Log-Type", call.LogType);
        AddIf(headers, "X-Amz-Client-Context", call.ClientContext);
        AddIf(headers, "X-Amzn-Trace-Id", call.TraceHeader);
        _signer.Sign(request, "lambda", call.Region, call.Payload.Span);
        return request;
    }

    private static void AddIf(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    private static FunctionResult ResultOf(HttpResponseMessage response, byte[] payload)
    {
        var headers = IntegrationHttp.HeadersOf(response);
        var errorType = IntegrationHttp.Header(response, "x-amzn-ErrorType");
        var status = (int)response.StatusCode;
        return new(
            status,
            headers,
            IntegrationHttp.Header(response, "X-Amz-Executed-Version"),
            IntegrationHttp.Header(response, "X-Amz-Function-Error"),
            IntegrationHttp.Header(response, "X-Amz-Log-Result"),
            response.StatusCode is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices ? null : errorType?.Split(':')[0] ?? "ServiceException",
            IntegrationHttp.Header(response, "x-amzn-RequestId") ?? "",
            payload);
    }
}
