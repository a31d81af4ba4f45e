using System.Net.Http.Headers;
using System.Text;
using StepFlow.Hosting.Integrations.Wire;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Integrations;

/// <summary>The request of <c>apigateway:invoke</c>.</summary>
internal static class ApiGatewayRequest
{
    /// <param name="parameters">The Task's parameters.</param>
    /// <param name="gateway">A local gateway that stands for every API endpoint, or null.</param>
    public static HttpRequestMessage For(JsonValue parameters, Uri? gateway)
    {
        var given = parameters as JsonObject ?? JsonObject.Empty;
        var host = given["ApiEndpoint"] is JsonString { Value: { Length: > 0 } text } && !text.Contains('/', StringComparison.Ordinal)
            ? text
            : throw new FormatException("The value of the field 'ApiEndpoint' has an invalid format");
        var isLocal = host.Split(':')[0] is "localhost" or "127.0.0.1";
        var origin = gateway?.GetLeftPart(UriPartial.Authority) ?? $"{(isLocal ? "http" : "https")}://{host}";
        var stage = given["Stage"] is JsonString { Value: { Length: > 0 } name } ? $"/{name}" : "";
        var path = given["Path"] is JsonString { Value: { Length: > 0 } rest } ? "/" + rest.TrimStart('/') : stage.Length is 0 ? "/" : "";
        var query = given["QueryParameters"] switch
        {
            null or JsonNull => "",
            JsonObject fields when fields.All(f => f.Value is JsonArray) => "?" + FormEncoding.Query(fields),
            _ => throw new FormatException("The value of the field 'QueryParameters' has an invalid format"),
        };
        var request = new HttpRequestMessage(HttpTaskRequest.Method(given), origin + stage + path + query);
        if (gateway is not null)
        {
            request.Headers.Host = host;
        }

        var contentType = SetHeaders(request, given);
        if (given["RequestBody"] is { } body && (body is not JsonNull || given["AllowNullValues"] is JsonBoolean { Value: true }))
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(WireText.Of(body)));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(contentType ?? "application/json", out var parsed) ? parsed : null;
        }

        return request;
    }

    private static string? SetHeaders(HttpRequestMessage request, JsonObject given)
    {
        string? contentType = null;
        foreach (var (name, value) in given["Headers"] as JsonObject ?? JsonObject.Empty)
        {
            var text = value is JsonArray several ? string.Join(',', several.Select(WireText.Of)) : WireText.Of(value);
            if (string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                contentType = text;
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, text);
            }
        }

        return contentType;
    }
}
