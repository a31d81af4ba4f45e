using System.Collections.Immutable;

namespace StepFlow.Gateway.Cors;

/// <summary>
/// Which web pages of other origins may call an HTTP API. With it API Gateway answers preflight requests and writes the CORS headers
/// of all responses; those of a function are dropped.
/// </summary>
public sealed record CorsConfiguration
{
    private const string Any = "*";

    /// <summary>Origins such as <c>https://www.example.com</c>; <c>*</c> is any, <c>https://*</c> any of that scheme.</summary>
    public ImmutableArray<string> AllowOrigins { get; init; } = [];

    public ImmutableArray<string> AllowMethods { get; init; } = [];

    public ImmutableArray<string> AllowHeaders { get; init; } = [];

    public ImmutableArray<string> ExposeHeaders { get; init; } = [];

    /// <summary>How long a browser may remember the answer to a preflight request, in seconds.</summary>
    public int? MaxAge { get; init; }

    public bool AllowCredentials { get; init; }

    public bool AllowsAnyOrigin => AllowOrigins.Contains(Any);

    /// <summary>What Access-Control-Allow-Origin says to an origin; null where it is not allowed.</summary>
    public string? AllowOriginFor(string origin)
    {
        if (AllowsAnyOrigin)
        {
            // To a request with credentials browsers accept no asterisk.
            return AllowCredentials ? origin : Any;
        }

        return AllowOrigins.Any(allowed => Fits(allowed, origin)) ? origin : null;
    }

    private static bool Fits(string allowed, string origin) => allowed.EndsWith("://*", StringComparison.Ordinal)
        ? origin.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase)
        : string.Equals(allowed, origin, StringComparison.OrdinalIgnoreCase);
}
