using StepFlow.Gateway.Routes;

namespace StepFlow.Gateway.Events;

/// <summary>A Lambda proxy integration: which event a function gets, and how its reply is read, by the kind of API and the route's payload format.</summary>
public static class LambdaProxy
{
    public static byte[] Event(GatewayCall call) => (call.Api.Kind, call.Match.Route.PayloadFormat) switch
    {
        (ApiKind.Rest, _) => RestEvent.Write(call),
        (_, PayloadFormat.Version1) => HttpApiVersion1Event.Write(call),
        _ => HttpApiEvent.Write(call),
    };

    /// <summary>Throws <see cref="MalformedReplyException"/>.</summary>
    public static GatewayResponse Response(GatewayCall call, ReadOnlyMemory<byte> reply) => (call.Api.Kind, call.Match.Route.PayloadFormat) switch
    {
        (ApiKind.Rest, _) => RestReply.Read(reply, call.Api, call.Request),
        (_, PayloadFormat.Version1) => HttpApiVersion1Reply.Read(reply),
        _ => HttpApiReply.Read(reply),
    };
}
