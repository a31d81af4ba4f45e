namespace StepFlow.Hosting.Integrations;

/// <summary>What all outgoing calls share: pooled connections without a time limit of their own (the state's timeout cancels).</summary>
internal static class IntegrationHttp
{
    public static SocketsHttpHandler NewHandler() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 1024,
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    };

    /// <summary>The endpoint with a path below its own.</summary>
    public static Uri At(Uri endpoint, string pathAndQuery) =>
        new(endpoint.GetLeftPart(UriPartial.Authority) + endpoint.AbsolutePath.TrimEnd('/') + pathAndQuery);

    public static List<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage response)
    {
        List<KeyValuePair<string, string>> headers = [];
        foreach (var header in response.Headers.NonValidated)
        {
            headers.Add(new(header.Key, header.Value.ToString()));
        }

        foreach (var header in response.Content.Headers.NonValidated)
        {
            headers.Add(new(header.Key, header.Value.ToString()));
        }

        return headers;
    }

    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;
}
