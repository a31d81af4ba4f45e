using System.Net.Http.Headers;
using System.Text;
using StepFlow.Hosting.Integrations.Wire;
using StepFlow.Language.Json;

namespace StepFlow.Hosting.Integrations;

/// <summary>The request of an HTTP Task. Throws <see cref="FormatException"/> with AWS's words for a parameter that cannot be used.</summary>
internal static class HttpTaskRequest
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"];

    public static HttpRequestMessage For(JsonValue parameters, string region, IReadOnlyDictionary<string, HttpConnection> connections)
    {
        var given = parameters as JsonObject ?? JsonObject.Empty;
        var connection = Connection(given, connections);
        var request = new HttpRequestMessage(Method(given), Target(given, connection));
        var contentType = SetHeaders(request, given, connection);
        request.Headers.TryAddWithoutValidation("User-Agent", $"Amazon|StepFunctions|HttpInvoke|{region}");
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-262144");
        SetBody(request, given, connection, contentType);
        return request;
    }

    public static HttpMethod Method(JsonObject given) => given["Method"] is JsonString { Value: var name } && Methods.Contains(name)
        ? HttpMethod.Parse(name)
        : throw new FormatException("The value of the field 'Method' has an invalid format");

    private static HttpConnection? Connection(JsonObject given, IReadOnlyDictionary<string, HttpConnection> connections)
    {
        var holder = (given["Authentication"] ?? given["InvocationConfig"]) as JsonObject;
        if (holder?["ConnectionArn"] is not JsonString { Value: var arn })
        {
            return null;
        }

        // arn:aws:events:region:account:connection/name/id
        var name = arn.Split('/') is [_, var part, ..] ? part : arn;
        return connections.Count is 0 ? null
            : connections.TryGetValue(name, out var connection) ? connection
            : throw new FormatException($"The file of HTTP connections has no connection '{name}'");
    }

    private static Uri Target(JsonObject given, HttpConnection? connection)
    {
        var text = given["ApiEndpoint"] is JsonString { Value: var endpoint } ? endpoint : "";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            throw new FormatException("The value of the field 'ApiEndpoint' has an invalid format");
        }

        var query = FormEncoding.Query(given["QueryParameters"] as JsonObject ?? JsonObject.Empty);
        foreach (var (name, value) in connection?.QueryParameters ?? new Dictionary<string, string>())
        {
            query += $"{(query.Length is 0 ? "" : "&")}{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
        }

        return query.Length is 0 ? uri : new UriBuilder(uri) { Query = uri.Query.Length > 1 ? $"{uri.Query[1..]}&{query}" : query }.Uri;
    }

    private static string? SetHeaders(HttpRequestMessage request, JsonObject given, HttpConnection? connection)
    {
        string? contentType = null;
        var headers = (given["Headers"] as JsonObject ?? JsonObject.Empty).Select(h => (h.Key, Value: Joined(h.Value)));
        foreach (var (name, value) in headers.Concat((connection?.Headers ?? new Dictionary<string, string>()).Select(h => (h.Key, h.Value))))
        {
            if (string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                contentType = value;
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return contentType;
    }

    private static void SetBody(HttpRequestMessage request, JsonObject given, HttpConnection? connection, string? contentType)
    {
        var body = given["RequestBody"];
        if (connection is { Body.Count: > 0 })
        {
            body = connection.Body.Aggregate(body as JsonObject ?? JsonObject.Empty, (whole, member) => whole.With(member.Key, member.Value));
        }

        if (body is null)
        {
            return;
        }

        var transform = given["Transform"] as JsonObject;
        var isForm = transform?["RequestBodyEncoding"] is JsonString { Value: "URL_ENCODED" };
        var arrays = (transform?["RequestEncodingOptions"] as JsonObject)?["ArrayFormat"] is JsonString { Value: var format } ? format : "INDICES";
        var text = isForm && body is JsonObject fields ? FormEncoding.Write(fields, arrays) : WireText.Of(body);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(
            contentType ?? (isForm ? "application/x-www-form-urlencoded" : "application/json"), out var parsed) ? parsed : null;
    }

    private static string Joined(JsonValue value) => value is JsonArray several ? string.Join(',', several.Select(WireText.Of)) : WireText.Of(value);
}

/// <summary>URL encoding of nested values, with the array formats of an HTTP Task.</summary>
internal static class FormEncoding
{
    public static string Query(JsonObject parameters) => Write(parameters, "REPEAT");

    public static string Write(JsonObject fields, string arrayFormat)
    {
        List<string> pairs = [];
        foreach (var (name, value) in fields.Members)
        {
            Add(pairs, name, value, arrayFormat);
        }

        return string.Join('&', pairs);
    }

    private static void Add(List<string> pairs, string name, JsonValue value, string format)
    {
        switch (value)
        {
            case JsonNull:
                break;
            case JsonObject nested:
                foreach (var (key, item) in nested.Members)
                {
                    Add(pairs, $"{name}[{key}]", item, format);
                }

                break;
            case JsonArray items when format is "COMMAS":
                pairs.Add($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(string.Join(',', items.Select(WireText.Of)))}");
                break;
            case JsonArray items when format is not "NONE":
                for (var i = 0; i < items.Count; i++)
                {
                    Add(pairs, format switch { "INDICES" => $"{name}[{i}]", "BRACKETS" => $"{name}[]", _ => name }, items[i], format);
                }

                break;
            default:
                pairs.Add($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(WireText.Of(value))}");
                break;
        }
    }
}
