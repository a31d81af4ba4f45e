using System.Collections.Immutable;
using System.Text.Json;

namespace StepFlow.Gateway.Events;

/// <summary>The event of a REST API's Lambda proxy integration: payload format 1.0.</summary>
public static class RestEvent
{
    private static readonly string[] UnknownIdentity =
    [
        "accessKey", "accountId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId",
        "cognitoIdentityPoolId", "principalOrgId", "user", "userArn",
    ];

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
            WriteBothMaps(json, headers, "headers", "multiValueHeaders", StringComparer.OrdinalIgnoreCase);
            WriteBothMaps(json, query, "queryStringParameters", "multiValueQueryStringParameters", StringComparer.Ordinal);
            WriteMapOrNull(json, "pathParameters", call.Match.PathParameters);
            WriteMapOrNull(json, "stageVariables", call.Api.StageVariables);
            WriteContext(json, call);
            if (request.Body.IsEmpty)
            {
                json.WriteNull("body");
            }
            else
            {
                json.WriteBody(request.Body, binary);
            }

            json.WriteBoolean("isBase64Encoded", binary && !request.Body.IsEmpty);
        });
    }

    // The last value wins in the map of single values.
    private static void WriteBothMaps(Utf8JsonWriter json, List<Header> pairs, string single, string multi, StringComparer names)
    {
        if (pairs.Count is 0)
        {
            json.WriteNull(single);
            json.WriteNull(multi);
            return;
        }

        var groups = pairs.GroupBy(pair => pair.Name, names).ToList();
        json.WriteMap(single, groups.Select(group => KeyValuePair.Create(group.Key, group.Last().Value)));
        json.WriteStartObject(multi);
        foreach (var group in groups)
        {
            json.WriteStartArray(group.Key);
            foreach (var pair in group)
            {
                json.WriteStringValue(pair.Value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteMapOrNull(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, string> map)
    {
        if (map.Count is 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteMap(name, map);
        }
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
        json.WriteStartObject("identity");
        foreach (var name in UnknownIdentity)
        {
            json.WriteNull(name);
        }

        json.WriteString("sourceIp", call.Request.Connection.SourceIp);
        json.WriteString("userAgent", call.UserAgent);
        json.WriteEndObject();
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
