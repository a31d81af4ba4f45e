using System.Collections.Immutable;
using System.Globalization;

namespace StepFlow.Gateway.Cors;

/// <summary>Applies a CORS configuration to requests and responses.</summary>
public static class CorsHeaders
{
    private const string Prefix = "Access-Control-";
    private const string Origin = "Origin";

    /// <summary>True for what a browser sends before a request that is not harmless: it asks what it may send.</summary>
    public static bool IsPreflight(GatewayRequest request) =>
        request.Method is "OPTIONS" && request.Header(Origin) is not null && request.Header("Access-Control-Request-Method") is not null;

    /// <summary>The answer to a preflight request. An origin that is not allowed gets one without CORS headers, which the browser takes for a no.</summary>
    public static GatewayResponse Preflight(CorsConfiguration cors, GatewayRequest request)
    {
        var response = new GatewayResponse(204, [], default);
        return Allowed(cors, request) is not { } allowed ? response : response with
        {
            Headers =
            [
                .. allowed,
                .. List("Allow-Methods", cors.AllowMethods),
                .. List("Allow-Headers", cors.AllowHeaders),
                .. cors.MaxAge is { } seconds ? [new Header(Prefix + "Max-Age", seconds.ToString(CultureInfo.InvariantCulture))] : Array.Empty<Header>(),
            ],
        };
    }

    /// <summary>The response to any other request, with the configured headers in place of those that it had.</summary>
    public static GatewayResponse Applied(CorsConfiguration cors, GatewayRequest request, GatewayResponse response) => response with
    {
        Headers =
        [
            .. response.Headers.Where(header => !header.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)),
            .. Allowed(cors, request) is { } allowed ? [.. allowed, .. List("Expose-Headers", cors.ExposeHeaders)] : ImmutableArray<Header>.Empty,
        ],
    };

    // Null without an Origin, and for one that is not allowed.
    private static ImmutableArray<Header>? Allowed(CorsConfiguration cors, GatewayRequest request)
    {
        if (request.Header(Origin) is not { } origin || cors.AllowOriginFor(origin) is not { } allowed)
        {
            return null;
        }

        var header = new Header(Prefix + "Allow-Origin", allowed);
        return cors.AllowCredentials ? [header, new(Prefix + "Allow-Credentials", "true")] : [header];
    }

    private static Header[] List(string name, ImmutableArray<string> values) => values.IsEmpty ? [] : [new(Prefix + name, string.Join(',', values))];
}
