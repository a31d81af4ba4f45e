namespace StepFlow.Gateway.Events;

/// <summary>Which bodies are text and which are bytes.</summary>
internal static class MediaTypes
{
    private static readonly string[] HttpApiText = ["application/json", "application/xml", "application/javascript"];

    /// <summary>True when a REST API was told to treat this type as binary.</summary>
    public static bool IsBinary(this GatewayApi api, string? mediaType) =>
        mediaType is not null && api.BinaryMediaTypes.Any(pattern => Fits(Bare(mediaType), pattern));

    /// <summary>An HTTP API takes for binary what is neither text nor one of three well-known types.</summary>
    public static bool IsTextForHttpApi(string? contentType) =>
        contentType is null
        || Bare(contentType) is var type && (type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || HttpApiText.Contains(type, StringComparer.OrdinalIgnoreCase));

    /// <summary>The first type of an Accept header: the only one AWS looks at.</summary>
    public static string? First(string? accept) => accept?.Split(',')[0];

    private static string Bare(string mediaType) => mediaType.Split(';')[0].Trim();

    private static bool Fits(string type, string pattern) =>
        pattern is "*/*"
        || string.Equals(type, pattern, StringComparison.OrdinalIgnoreCase)
        || (pattern.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase));
}
