using System.Collections.Frozen;
using System.Collections.Immutable;

namespace StepFlow.Gateway.Events;

/// <summary>A function's reply in payload format 1.0, as REST APIs take it: every member is optional, no other is allowed.</summary>
public static class RestReply
{
    // AWS keeps these for itself: a function's value arrives under another name.
    private static readonly FrozenSet<string> Remapped = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Authorization", "Connection", "Content-Length", "Content-MD5", "Date", "Server", "User-Agent", "WWW-Authenticate");

    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Expect", "Host", "Keep-Alive", "Proxy-Authenticate", "TE", "Trailer", "Transfer-Encoding", "Upgrade");

    public static GatewayResponse Read(ReadOnlyMemory<byte> payload, GatewayApi api, GatewayRequest request)
    {
        using var document = ReplyReader.ParseObject(payload);
        var status = 200;
        string? body = null;
        var base64 = false;
        ImmutableArray<Header> single = [], multi = [];
        foreach (var member in document.RootElement.EnumerateObject())
        {
            switch (member.Name)
            {
                case "statusCode": status = ReplyReader.ReadStatus(member.Value); break;
                case "headers": single = ReplyReader.ReadHeaders(member.Value); break;
                case "multiValueHeaders": multi = ReplyReader.ReadMultiValueHeaders(member.Value); break;
                case "body": body = ReplyReader.ReadText(member.Value, member.Name); break;
                case "isBase64Encoded": base64 = ReplyReader.ReadFlag(member.Value, member.Name); break;
                default: throw new MalformedReplyException($"it has a member '{member.Name}', which a proxy reply does not have");
            }
        }

        // Without a matching binary media type the base64 text itself is sent.
        var decode = base64 && api.IsBinary(MediaTypes.First(request.Header("Accept")) ?? "*/*");
        return new(status, Sent([.. multi, .. single]).WithDefaultContentType("application/json"), ReplyReader.ReadBytes(body, decode));
    }

    private static ImmutableArray<Header> Sent(ImmutableArray<Header> headers) =>
    [
        .. headers
            .Where(header => !Dropped.Contains(header.Name))
            .Select(header => Remapped.Contains(header.Name) ? header with { Name = "x-amzn-Remapped-" + header.Name } : header)
            .Distinct(),
    ];
}
