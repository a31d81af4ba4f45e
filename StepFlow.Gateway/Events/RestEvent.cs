using System.Text.Json;

namespace StepFlow.Gateway.Events;

/// <summary>The event of a REST API's Lambda proxy integration: payload format 1.0.</summary>
public static class RestEvent
{
    public static byte[] Write(GatewayCall call)
    {
        var request = call.Request;
        var headers = EventHeaders.Of(call);
        headers.RemoveAll(header => header.Is("Content-Length"));
        var query = QueryString.Decode(request.Query);
        var binary = call.Api.IsBinary(request.Header("Content-Type"));
        return EventWriter.Write(json =>
        {
            json.WriteString("resource", call.Match.Route.Path.Text);
            json.WriteString("path", call.Match.Path);
            json.WriteString("httpMethod", request.Method);
            json.WriteBothMaps(headers, "headers", "multiValueHeaders", StringComparer.OrdinalIgnoreCase);
            json.WriteBothMaps(query, "queryStringParameters", "multiValueQueryStringParameters", StringComparer.Ordinal);
            json.WriteMapOrNull("pathParameters", call.Match.PathParameters);
            json.WriteMapOrNull("stageVariables", call.Api.StageVariables);
            WriteContext(json, call);
            json.WriteBodyOrNull(request.Body, binary);
            json.WriteBoolean("isBase64Encoded", binary && !request.Body.IsEmpty);
        });
    }

    private static void WriteContext(Utf8JsonWriter json, GatewayCall call)
    {
        var (api, route) = (call.Api, call.Match.Route);
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", api.AccountId);
        json.WriteString("apiId", api.ApiId);
        json.WriteString("deploymentId", api.DeploymentId);
        json.WriteString("domainName", call.Host);
        json.WriteString("domainPrefix", api.ApiId);
        json.WriteString("extendedRequestId", call.Ids.ExtendedRequestId);
        json.WriteString("httpMethod", call.Request.Method);
        json.WriteIdentity(call);
        json.WriteString("path", "/" + call.Request.Path.TrimStart('/'));
        json.WriteString("protocol", call.Request.Connection.Protocol);
        json.WriteString("requestId", call.Ids.RequestId);
        json.WriteString("requestTime", call.Time);
        json.WriteNumber("requestTimeEpoch", call.At.ToUnixTimeMilliseconds());
        json.WriteString("resourceId", api.ResourceId(route));
        json.WriteString("resourcePath", route.Path.Text);
        json.WriteString("stage", api.Stage);
        json.WriteEndObject();
    }
}
