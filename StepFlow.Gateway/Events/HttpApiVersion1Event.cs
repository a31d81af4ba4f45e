using System.Text.Json;

namespace StepFlow.Gateway.Events;

/// <summary>
/// The event of an HTTP API's Lambda integration in payload format 1.0. It differs from a REST API's: names of headers are in lower
/// case, a named stage stays in the path, and an HTTP API has neither deployment nor resource ids to tell.
/// </summary>
public static class HttpApiVersion1Event
{
    public static byte[] Write(GatewayCall call)
    {
        var request = call.Request;
        List<Header> headers = [.. EventHeaders.Of(call).Select(header => header with { Name = header.Name.ToLowerInvariant() })];
        var binary = !request.Body.IsEmpty && !MediaTypes.IsTextForHttpApi(request.Header("Content-Type"));
        return EventWriter.Write(json =>
        {
            json.WriteString("version", "1.0");
            json.WriteString("resource", call.Match.Route.Path.Text);
            json.WriteString("path", request.Path);
            json.WriteString("httpMethod", request.Method);
            json.WriteBothMaps(headers, "headers", "multiValueHeaders", StringComparer.Ordinal);
            json.WriteBothMaps(QueryString.Decode(request.Query), "queryStringParameters", "multiValueQueryStringParameters", StringComparer.Ordinal);
            WriteContext(json, call);
            json.WriteMapOrNull("pathParameters", [.. call.Match.PathParameters.Select(pair => KeyValuePair.Create(pair.Key, Uri.UnescapeDataString(pair.Value)))]);
            json.WriteMapOrNull("stageVariables", call.Api.StageVariables);
            json.WriteBodyOrNull(request.Body, binary);
            json.WriteBoolean("isBase64Encoded", binary);
        });
    }

    private static void WriteContext(Utf8JsonWriter json, GatewayCall call)
    {
        var api = call.Api;
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", api.AccountId);
        json.WriteString("apiId", api.ApiId);

        // As AWS has it where no authorizer was asked.
        json.WriteStartObject("authorizer");
        json.WriteNull("claims");
        json.WriteNull("scopes");
        json.WriteEndObject();
        json.WriteString("domainName", call.Host);
        json.WriteString("domainPrefix", api.ApiId);
        json.WriteString("extendedRequestId", call.Ids.ExtendedRequestId);
        json.WriteString("httpMethod", call.Request.Method);
        json.WriteIdentity(call);
        json.WriteString("path", call.Request.Path);
        json.WriteString("protocol", call.Request.Connection.Protocol);
        json.WriteString("requestId", call.Ids.ExtendedRequestId);
        json.WriteString("requestTime", call.Time);
        json.WriteNumber("requestTimeEpoch", call.At.ToUnixTimeMilliseconds());
        json.WriteNull("resourceId");
        json.WriteString("resourcePath", call.Match.Route.Path.Text);
        json.WriteString("stage", api.Stage);
        json.WriteEndObject();
    }
}
