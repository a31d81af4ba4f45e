using System.Collections.Immutable;

namespace StepFlow.Gateway.Events;

/// <summary>A function's reply in payload format 1.0, as HTTP APIs take it: nothing is inferred, so it has to have a status code.</summary>
public static class HttpApiVersion1Reply
{
    public static GatewayResponse Read(ReadOnlyMemory<byte> payload)
    {
        using var document = ReplyReader.ParseObject(payload);
        var reply = document.RootElement;
        if (!reply.TryGetProperty("statusCode", out var status))
        {
            throw new MalformedReplyException("it has no statusCode, which payload format 1.0 needs; only format 2.0 takes the whole answer for the body");
        }

        ImmutableArray<Header> single = reply.TryGetProperty("headers", out var map) ? ReplyReader.ReadHeaders(map) : [];
        ImmutableArray<Header> multi = reply.TryGetProperty("multiValueHeaders", out var lists) ? ReplyReader.ReadMultiValueHeaders(lists) : [];
        ImmutableArray<Header> both = [.. multi.Concat(single).Distinct()];
        return new(ReplyReader.ReadStatus(status), both.ForHttpApi(), ReplyReader.ReadBody(reply));
    }
}
