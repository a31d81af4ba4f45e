using System.Collections.Frozen;
using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>
/// The members <c>SdkHttpMetadata</c> and <c>SdkResponseMetadata</c> that optimized integrations add to a service's answer.
/// Only headers AWS shows are kept, in AWS's spelling, so that a local endpoint looks as the service does.
/// </summary>
public static class SdkMetadata
{
    private static readonly string[] LambdaHeaders =
    [
        "X-Amz-Log-Result", "X-Amz-Executed-Version", "x-amzn-Remapped-Content-Length", "Connection", "x-amzn-RequestId", "Content-Length", "Date",
        "X-Amzn-Trace-Id", "Content-Type",
    ];

    private static readonly string[] DynamoDbHeaders = ["Server", "Connection", "x-amzn-RequestId", "x-amz-crc32", "Content-Length", "Date", "Content-Type"];
    private static readonly string[] OtherHeaders = ["x-amzn-RequestId", "connection", "Content-Length", "Date", "Content-Type"];

    // What AWS's own front ends always send and a plain HTTP server leaves out.
    private static readonly FrozenDictionary<string, string> Defaults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Connection"] = "keep-alive",
        ["x-amzn-Remapped-Content-Length"] = "0",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The answer with both members set, in the alphabetical order AWS writes.</summary>
    public static JsonObject AddTo(
        JsonObject answer, string service, int status, IReadOnlyList<KeyValuePair<string, string>> headers, string requestId)
    {
        var members = new SortedList<string, JsonValue>(StringComparer.Ordinal);
        foreach (var (name, value) in answer.Members)
        {
            members[name] = value;
        }

        members["SdkHttpMetadata"] = Http(service, status, headers, requestId);
        members["SdkResponseMetadata"] = JsonObject.Of(("RequestId", requestId));
        return JsonObject.Of(members);
    }

    private static JsonObject Http(string service, int status, IReadOnlyList<KeyValuePair<string, string>> headers, string requestId)
    {
        var all = new JsonObjectBuilder();
        var single = new SortedList<string, JsonValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Shown(service))
        {
            if (ValueOf(name, service, headers, requestId) is { } value)
            {
                all.Set(name, JsonArray.Of(value));
                single[name] = value;
            }
        }

        return JsonObject.Of(("AllHttpHeaders", all.Build()), ("HttpHeaders", JsonObject.Of(single)), ("HttpStatusCode", status));
    }

    private static string[] Shown(string service) => service switch
    {
        "lambda" => LambdaHeaders,
        "dynamodb" => DynamoDbHeaders,
        _ => OtherHeaders,
    };

    private static string? ValueOf(string name, string service, IReadOnlyList<KeyValuePair<string, string>> headers, string requestId)
    {
        if (name is "Server")
        {
            return service is "dynamodb" ? "Server" : null;
        }

        foreach (var (key, value) in headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return name is "x-amzn-RequestId" ? requestId : Defaults.GetValueOrDefault(name);
    }
}
