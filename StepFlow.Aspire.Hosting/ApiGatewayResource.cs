namespace Aspire.Hosting.ApplicationModel;

/// <summary>An API whose routes are answered by functions. Its connection string is where its routes begin, stage included.</summary>
public sealed class ApiGatewayResource : Resource, IResourceWithConnectionString
{
    private readonly Func<EndpointReference> _endpoint;

    internal ApiGatewayResource(string name, ApiKind kind, Func<EndpointReference> endpoint)
        : base(name)
    {
        Kind = kind;
        _endpoint = endpoint;
    }

    /// <summary>REST or HTTP API.</summary>
    public ApiKind Kind { get; }

    /// <summary>The stage; null is the kind's own: <c>prod</c> for REST, <c>$default</c> for HTTP APIs.</summary>
    public string? Stage { get; internal set; }

    /// <summary>Where the gateway listens.</summary>
    public EndpointReference Endpoint => _endpoint();

    /// <summary>Where the routes begin.</summary>
    public ReferenceExpression ConnectionStringExpression => PathPrefix is { Length: > 0 } prefix
        ? ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Url)}{prefix}")
        : ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Url)}");

    /// <summary>Whether the gateway that answers knows stages at all; the Lambda Test Tool's does not.</summary>
    internal bool HasStages { get; init; } = true;

    internal string PathPrefix => !HasStages || Stage is "$default" || (Stage is null && Kind is not ApiKind.Rest) ? "" : $"/{Stage ?? "prod"}";

    internal List<ApiGatewayRoute> Routes { get; } = [];

    internal Dictionary<string, string> StageVariables { get; } = new(StringComparer.Ordinal);

    internal List<string> BinaryMediaTypes { get; } = [];
}

/// <param name="Route">Method and path, such as <c>POST /trigger</c>.</param>
/// <param name="Function">The function that answers.</param>
/// <param name="Example">A body to try it with.</param>
internal sealed record ApiGatewayRoute(string Route, ProjectResource Function, string? Example);
