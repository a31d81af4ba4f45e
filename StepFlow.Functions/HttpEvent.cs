using StepFlow.Functions.APIGatewayEvents;

namespace StepFlow.Functions;

/// <summary>What a span needs of an HTTP event, whatever its version.</summary>
internal sealed record HttpEvent(string? Method, string? Route, string? Path, IDictionary<string, string>? Headers)
{
    public string? SpanName => Method is null ? null : $"{Method} {Route ?? Path}";

    public static HttpEvent? Of(object? input) => input switch
    {
        APIGatewayProxyRequest v1 => new(v1.HttpMethod, v1.Resource, v1.Path, v1.Headers),
        APIGatewayHttpApiV2ProxyRequest v2 => new(v2.RequestContext?.Http?.Method, RouteOf(v2.RouteKey), v2.RawPath, v2.Headers),
        _ => null,
    };

    // "GET /items/{id}", or "$default"
    private static string? RouteOf(string? key) => key is not null && key.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? key[(space + 1)..] : null;
}
