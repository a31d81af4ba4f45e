using System.Text.Json;

namespace StepFlow.Gateway.Events;

/// <summary>What the events of payload format 1.0 have in common, whichever kind of API sends them: what is absent is null.</summary>
internal static class Version1Members
{
    private static readonly string[] UnknownIdentity =
    [
        "accessKey", "accountId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId",
        "cognitoIdentityPoolId", "principalOrgId", "user", "userArn",
    ];

    /// <summary>Headers, or a query: a map of single values, in which the last one wins, and one of all values.</summary>
    public static void WriteBothMaps(this Utf8JsonWriter json, List<Header> pairs, string single, string multi, StringComparer names)
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

    public static void WriteMapOrNull(this Utf8JsonWriter json, string name, IReadOnlyCollection<KeyValuePair<string, string>> map)
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

    public static void WriteBodyOrNull(this Utf8JsonWriter json, ReadOnlyMemory<byte> body, bool binary)
    {
        if (body.IsEmpty)
        {
            json.WriteNull("body");
        }
        else
        {
            json.WriteBody(body, binary);
        }
    }

    /// <summary>Who asks, as far as a gateway without authorizers knows.</summary>
    public static void WriteIdentity(this Utf8JsonWriter json, GatewayCall call)
    {
        json.WriteStartObject("identity");
        foreach (var name in UnknownIdentity)
        {
            json.WriteNull(name);
        }

        json.WriteString("sourceIp", call.Request.Connection.SourceIp);
        json.WriteString("userAgent", call.UserAgent);
        json.WriteEndObject();
    }
}
