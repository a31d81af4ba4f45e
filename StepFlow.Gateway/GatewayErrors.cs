using System.Text;

namespace StepFlow.Gateway;

/// <summary>Why a gateway answers by itself instead of passing on a function's answer.</summary>
public enum GatewayFailure
{
    NoRoute,
    HeadersTooLarge,
    RequestTooLarge,

    /// <summary>The function failed, or answered something that is no proxy reply.</summary>
    BadReply,

    /// <summary>The function could not be asked.</summary>
    NotInvoked,
    Throttled,
    TimedOut,
}

/// <summary>AWS's own answers, which differ between REST and HTTP APIs even in the spaces.</summary>
internal static class GatewayErrors
{
    private const string InternalError = "InternalServerErrorException";

    public static GatewayResponse Of(GatewayFailure failure, ApiKind kind) => kind is ApiKind.Rest ? Rest(failure) : Http(failure);

    private static GatewayResponse Rest(GatewayFailure failure) => failure switch
    {
        GatewayFailure.NoRoute => Error(403, """{"message":"Missing Authentication Token"}""", "MissingAuthenticationTokenException"),
        GatewayFailure.HeadersTooLarge => Error(431, """{"message":"Request Header Fields Too Large"}""", "RequestHeaderFieldsTooLargeException"),
        GatewayFailure.RequestTooLarge => Error(413, """{"message":"Request Too Long"}""", "RequestTooLargeException"),
        GatewayFailure.BadReply => Error(502, """{"message": "Internal server error"}""", InternalError),
        GatewayFailure.NotInvoked or GatewayFailure.Throttled => Error(500, """{"message": "Internal server error"}""", InternalError),
        GatewayFailure.TimedOut => Error(504, """{"message": "Endpoint request timed out"}""", InternalError),
        _ => throw new InvalidOperationException($"No answer for {failure}."),
    };

    private static GatewayResponse Http(GatewayFailure failure) => failure switch
    {
        GatewayFailure.NoRoute => Error(404, """{"message":"Not Found"}"""),
        GatewayFailure.HeadersTooLarge => Error(431, """{"message":"Request Header Fields Too Large"}"""),
        GatewayFailure.RequestTooLarge => Error(413, """{"message":"Request Entity Too Large"}"""),
        GatewayFailure.BadReply or GatewayFailure.NotInvoked => Error(500, """{"message":"Internal Server Error"}"""),
        GatewayFailure.Throttled or GatewayFailure.TimedOut => Error(503, """{"message":"Service Unavailable"}"""),
        _ => throw new InvalidOperationException($"No answer for {failure}."),
    };

    private static GatewayResponse Error(int status, string body, string? type = null)
    {
        var response = new GatewayResponse(status, [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes(body));
        return type is null ? response : response.With(new Header("x-amzn-ErrorType", type));
    }
}
