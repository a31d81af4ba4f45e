using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace StepFlow.Gateway.Events;

/// <summary>Reads the members both reply formats share. Scalars are taken for text, as AWS's own reader does.</summary>
internal static class ReplyReader
{
    /// <summary>A reply that has to be an object.</summary>
    public static JsonDocument ParseObject(ReadOnlyMemory<byte> payload)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            throw new MalformedReplyException("it is not JSON");
        }

        if (document.RootElement.ValueKind is JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new MalformedReplyException("it is not an object with statusCode, headers and body");
    }

    public static int ReadStatus(JsonElement value)
    {
        var status = value.ValueKind switch
        {
            JsonValueKind.Null => 200,
            JsonValueKind.Number when value.TryGetInt32(out var number) => number,
            JsonValueKind.String when int.TryParse(value.GetString(), out var number) => number,
            _ => throw new MalformedReplyException($"statusCode is {value.GetRawText()}, not a whole number"),
        };
        return status is >= 200 and <= 599 ? status : throw new MalformedReplyException($"statusCode is {status}, not between 200 and 599");
    }

    public static ImmutableArray<Header> ReadHeaders(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Object => [.. value.EnumerateObject().Select(member => Checked(member.Name, ReadText(member.Value, member.Name) ?? ""))],
        _ => throw new MalformedReplyException($"headers is {Described(value)}, not an object"),
    };

    public static ImmutableArray<Header> ReadMultiValueHeaders(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Object => [.. value.EnumerateObject().SelectMany(member => ReadList(member.Value, member.Name).Select(text => Checked(member.Name, text)))],
        _ => throw new MalformedReplyException($"multiValueHeaders is {Described(value)}, not an object"),
    };

    public static ImmutableArray<string> ReadList(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => [.. value.EnumerateArray().Select(item => ReadText(item, name) ?? "")],
        _ => throw new MalformedReplyException($"{name} is {Described(value)}, not a list"),
    };

    public static string? ReadText(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new MalformedReplyException($"{name} is {Described(value)}, not a text; was JSON.stringify or JsonSerializer.Serialize forgotten?"),
    };

    public static bool ReadFlag(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
        _ => throw new MalformedReplyException($"{name} is {Described(value)}, not true or false"),
    };

    public static byte[] ReadBytes(string? body, bool base64)
    {
        if (string.IsNullOrEmpty(body))
        {
            return [];
        }

        try
        {
            return base64 ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
        }
        catch (FormatException)
        {
            throw new MalformedReplyException("isBase64Encoded is true, but the body is not base64");
        }
    }

    /// <summary>The body of a reply to an HTTP API, which decodes base64 whenever it is told that it is that.</summary>
    public static byte[] ReadBody(JsonElement reply)
    {
        var body = reply.TryGetProperty("body", out var text) ? ReadText(text, "body") : null;
        return ReadBytes(body, reply.TryGetProperty("isBase64Encoded", out var flag) && ReadFlag(flag, "isBase64Encoded"));
    }

    /// <summary>The headers that an HTTP API passes on: what concerns the connection is its own business.</summary>
    public static ImmutableArray<Header> ForHttpApi(this ImmutableArray<Header> headers) => headers
        .RemoveAll(header => header.Is("Content-Length") || header.Is("Transfer-Encoding") || header.Is("Connection"))
        .WithDefaultContentType("text/plain; charset=utf-8");

    public static ImmutableArray<Header> WithDefaultContentType(this ImmutableArray<Header> headers, string contentType) =>
        headers.Any(header => header.Is("Content-Type")) ? headers : [new("Content-Type", contentType), .. headers];

    private static Header Checked(string name, string value) =>
        name.Length > 0 && name.All(IsTokenCharacter) && !value.Any(char.IsControl)
            ? new(name, value)
            : throw new MalformedReplyException($"the header '{name}' cannot be sent");

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);

    private static string Described(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        _ => value.GetRawText(),
    };
}
