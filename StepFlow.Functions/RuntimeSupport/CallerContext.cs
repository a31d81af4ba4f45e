using System.Text.Json;
using StepFlow.Functions.Core;

namespace StepFlow.Functions.RuntimeSupport;

/// <summary>Client context and Cognito identity as they come in headers: JSON texts, or nothing.</summary>
internal static class CallerContext
{
    public static IClientContext? ParseClient(string? json)
    {
        if (Parse(json) is not { } root)
        {
            return null;
        }

        var client = root.TryGetProperty("client", out var c) && c.ValueKind is JsonValueKind.Object ? new Application(c) : null;
        return new Client(Map(root, "env"), client, Map(root, "custom"));
    }

    public static ICognitoIdentity? ParseIdentity(string? json) => Parse(json) is { } root
        ? new CognitoIdentity(Text(root, "cognitoIdentityId"), Text(root, "cognitoIdentityPoolId"))
        : null;

    private static JsonElement? Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return null;
        }

        try
        {
            var root = JsonElement.Parse(json);
            return root.ValueKind is JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null; // what the caller says about itself never fails the event
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, string> Map(JsonElement json, string name) =>
        json.TryGetProperty(name, out var map) && map.ValueKind is JsonValueKind.Object
            ? map.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal)
            : [];

    private sealed record Client(IDictionary<string, string> Environment, IClientApplication? Application, IDictionary<string, string> Custom)
        : IClientContext
    {
        IClientApplication? IClientContext.Client => Application;
    }

    private sealed class Application(JsonElement json) : IClientApplication
    {
        public string? AppPackageName { get; } = Text(json, "app_package_name");

        public string? AppTitle { get; } = Text(json, "app_title");

        public string? AppVersionCode { get; } = Text(json, "app_version_code");

        public string? AppVersionName { get; } = Text(json, "app_version_name");

        public string? InstallationId { get; } = Text(json, "installation_id");
    }

    private sealed record CognitoIdentity(string? IdentityId, string? IdentityPoolId) : ICognitoIdentity;
}
