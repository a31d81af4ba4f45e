using System.Text.Json;

namespace StepFlow.Gateway.Events;

/// <summary>The event of an HTTP API's Lambda integration: payload format 2.0. What is absent is left out.</summary>
public static class HttpApiEvent
{
    public static byte[] Write(GatewayCall call)
    {
        var request = call.Request;
        var path = Uri.UnescapeDataString(request.Path);
        var query = QueryString.Decode(request.Query);
        var binary = !request.Body.IsEmpty && !MediaTypes.IsTextForHttpApi(request.Header("Content-Type"));
        return EventWriter.Write(json =>
        {
            json.WriteString("version", "2.0");
            json.WriteString("routeKey", call.Match.Route.Key);
            json.WriteString("rawPath", path);
            json.WriteString("rawQueryString", request.Query);
            WriteCookies(json, request);
            json.WriteMap("headers", Joined(EventHeaders.Of(call).Where(header => !header.Is("Cookie")).Select(header => header with { Name = header.Name.ToLowerInvariant() })));
            WriteMapIfAny(json, "queryStringParameters", Joined(query));
            WriteContext(json, call, path);
            if (!request.Body.IsEmpty)
            {
                json.WriteBody(request.Body, binary);
            }

            WriteMapIfAny(json, "pathParameters", call.Match.PathParameters.Select(pair => KeyValuePair.Create(pair.Key, Uri.UnescapeDataString(pair.Value))));
            json.WriteBoolean("isBase64Encoded", binary);
            WriteMapIfAny(json, "stageVariables", call.Api.StageVariables);
        });
    }

    private static void WriteCookies(Utf8JsonWriter json, GatewayRequest request)
    {
        var cookies = request.Headers
            .Where(header => header.Is("Cookie"))
            .SelectMany(header => header.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        if (cookies.Count is 0)
        {
            return;
        }

        json.WriteStartArray("cookies");
        foreach (var cookie in cookies)
        {
            json.WriteStringValue(cookie);
        }

        json.WriteEndArray();
    }

    private static IEnumerable<KeyValuePair<string, string>> Joined(IEnumerable<Header> pairs) => pairs
        .GroupBy(pair => pair.Name, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(group.Key, string.Join(',', group.Select(pair => pair.Value))));

    private static void WriteMapIfAny(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> map)
    {
        if (map.Any())
        {
            json.WriteMap(name, map);
        }
    }

    private static void WriteContext(Utf8JsonWriter json, GatewayCall call, string path)
    {
        var api = call.Api;
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", api.AccountId);
        json.WriteString("apiId", api.ApiId);
        json.WriteString("domainName", call.Host);
        json.WriteString("domainPrefix", api.ApiId);
        json.WriteStartObject("http");
        json.WriteString("method", call.Request.Method);
        json.WriteString("path", path);
        json.WriteString("protocol", call.Request.Connection.Protocol);
        json.WriteString("sourceIp", call.Request.Connection.SourceIp);
        json.WriteString("userAgent", call.UserAgent);
        json.WriteEndObject();
        json.WriteString("requestId", call.Ids.ExtendedRequestId);
        json.WriteString("routeKey", call.Match.Route.Key);
        json.WriteString("stage", api.Stage);
        json.WriteString("time", call.Time);
        json.WriteNumber("timeEpoch", call.At.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }
}
