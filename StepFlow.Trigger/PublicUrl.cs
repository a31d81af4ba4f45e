namespace StepFlow.Trigger;

/// <summary>Addresses of this API as its caller knows it, with stage or base path.</summary>
internal static class PublicUrl
{
    public static string Of(APIGatewayProxyRequest request, string path)
    {
        var scheme = Header(request, "X-Forwarded-Proto") ?? "https";
        var host = Header(request, "Host") ?? request.RequestContext?.DomainName ?? "localhost";
        return $"{scheme}://{host}{Base(request)}{path}";
    }

    /// <summary>What stands before the resource in the path the client sent: the stage, or the base path of a custom domain.</summary>
    private static string Base(APIGatewayProxyRequest request)
    {
        if (request.RequestContext?.Path is not { Length: > 0 } whole)
        {
            return request.RequestContext?.Stage is { Length: > 0 } stage ? $"/{stage}" : "";
        }

        var all = whole.TrimEnd('/').Split('/');
        var own = (request.Resource ?? request.Path ?? "").TrimEnd('/').Split('/').Length - 1;
        return string.Join('/', all[..Math.Max(1, all.Length - own)]);
    }

    // Gateways differ in how they spell header names.
    private static string? Header(APIGatewayProxyRequest request, string name) =>
        request.Headers?.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
