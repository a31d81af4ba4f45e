using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using StepFlow.Gateway.Cors;
using StepFlow.Gateway.Routes;

namespace StepFlow.Gateway;

/// <summary>Which of AWS's two products an API imitates; they differ in event, answer, errors and routing.</summary>
public enum ApiKind
{
    /// <summary>REST API: payload format 1.0, a stage in the path.</summary>
    Rest,

    /// <summary>HTTP API: payload format 2.0 or 1.0 by route, usually the stage <c>$default</c>, which is not in the path.</summary>
    Http,
}

/// <summary>One API as it is served: its stage, routes and settings.</summary>
public sealed record GatewayApi(string Name, ApiKind Kind, ImmutableArray<Route> Routes)
{
    public const string DefaultStage = "$default";

    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    public string Stage { get; init; } = Kind is ApiKind.Rest ? "prod" : DefaultStage;

    public string AccountId { get; init; } = "123456789012";

    /// <summary>How long a function may take: 29 s for REST, 30 s for HTTP APIs, as AWS has it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(Kind is ApiKind.Rest ? 29 : 30);

    public ImmutableSortedDictionary<string, string> StageVariables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>REST only: media types whose bodies travel as base64, such as <c>image/png</c> or <c>*/*</c>.</summary>
    public ImmutableArray<string> BinaryMediaTypes { get; init; } = [];

    /// <summary>HTTP APIs only; with null, CORS is the functions' own business.</summary>
    public CorsConfiguration? Cors { get; init; }

    /// <summary>Ten letters and digits, as AWS has it, and the same at every start.</summary>
    public string ApiId { get; } = ShortId(Name, 10);

    public string DeploymentId { get; } = ShortId(Name + "/deployment", 6);

    /// <summary>What stands before the routes in every path: <c>/prod</c>, or nothing for the stage <c>$default</c>.</summary>
    public string PathPrefix => Stage is DefaultStage ? "" : "/" + Stage;

    internal string ResourceId(Route route) => ShortId(Name + route.Path.Text, 6);

    private static string ShortId(string of, int length)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(of));
        return string.Create(length, hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++)
            {
                id[i] = Base36[bytes[i] % Base36.Length];
            }
        });
    }
}
