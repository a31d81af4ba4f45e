using System.Text;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Integrations;

/// <summary>An HTTP request and its response as TestState shows them: everything is text, headers in one line.</summary>
internal static class HttpTrace
{
    public static async Task<JsonObject> OfAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellation);
        var headers = request.Headers.NonValidated.Select(h => $"{h.Key}: {h.Value}")
            .Concat(request.Content?.Headers.NonValidated.Select(h => $"{h.Key}: {h.Value}") ?? []);
        return new JsonObjectBuilder(5)
            .Set("protocol", request.RequestUri!.Scheme)
            .Set("method", request.Method.Method)
            .Set("url", request.RequestUri.AbsoluteUri)
            .Set("headers", Line(headers))
            .SetIf("body", body is null ? null : new JsonString(body))
            .Build();
    }

    public static JsonObject Of(HttpResponseMessage response, byte[] body) => JsonObject.Of(
        ("protocol", response.RequestMessage?.RequestUri?.Scheme ?? "https"),
        ("statusCode", $"{(int)response.StatusCode}"),
        ("statusMessage", response.ReasonPhrase ?? ""),
        ("headers", Line(IntegrationHttp.HeadersOf(response).Select(h => $"{h.Key}: {h.Value}"))),
        ("body", Encoding.UTF8.GetString(body)));

    private static string Line(IEnumerable<string> headers) => $"[{string.Join(", ", headers)}]";
}
