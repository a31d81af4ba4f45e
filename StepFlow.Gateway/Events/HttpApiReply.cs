using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace StepFlow.Gateway.Events;

/// <summary>A function's reply in payload format 2.0. Without <c>statusCode</c> the whole value is the body, whatever it is.</summary>
public static class HttpApiReply
{
    private const string Json = "application/json";

    public static GatewayResponse Read(ReadOnlyMemory<byte> payload)
    {
        using var document = TryParse(payload);
        return document?.RootElement switch
        {
            { ValueKind: JsonValueKind.Object } reply when reply.TryGetProperty("statusCode", out var status) => Read(reply, status),
            { ValueKind: JsonValueKind.String } text => Whole(Encoding.UTF8.GetBytes(text.GetString()!)),
            _ => Whole(payload),
        };
    }

    private static GatewayResponse Read(JsonElement reply, JsonElement status)
    {
        ImmutableArray<Header> headers = reply.TryGetProperty("headers", out var map) ? ReplyReader.ReadHeaders(map) : [];
        ImmutableArray<string> cookies = reply.TryGetProperty("cookies", out var list) ? ReplyReader.ReadList(list, "cookies") : [];
        return new(
            ReplyReader.ReadStatus(status), [.. headers.ForHttpApi(), .. cookies.Select(cookie => new Header("Set-Cookie", cookie))], ReplyReader.ReadBody(reply));
    }

    private static GatewayResponse Whole(ReadOnlyMemory<byte> body) => new(200, [new("Content-Type", Json)], body.ToArray());

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
