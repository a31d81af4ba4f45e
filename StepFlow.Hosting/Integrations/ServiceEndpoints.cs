using System.Collections.Frozen;
using StepFlow.StepFunctions.Tasks.Models;

namespace StepFlow.Hosting.Integrations;

/// <summary>
/// Where each service is called: <c>--&lt;service&gt;-endpoint</c>, then <c>AWS_ENDPOINT_URL_&lt;SERVICE&gt;</c>, then <c>AWS_ENDPOINT_URL</c>.
/// </summary>
/// <param name="configured">Endpoints by service as the flags name it (<c>sqs</c>, <c>events</c>).</param>
/// <param name="variable">Environment variables.</param>
/// <param name="own">Address of this process, for <c>aws-sdk:sfn</c> and <c>aws-sdk:lambda</c>; null until it listens.</param>
public sealed class ServiceEndpoints(IReadOnlyDictionary<string, Uri> configured, Func<string, string?> variable, Func<Uri?> own)
{
    private readonly FrozenDictionary<string, Uri> _configured = configured.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The endpoint of a service, or null with the text that says which setting is missing.</summary>
    public Uri? Find(ServiceModel service, out string remedy)
    {
        var flag = Flag(service);
        remedy = $"No endpoint is configured for the service '{flag}'. Start with --{flag}-endpoint URL, or set AWS_ENDPOINT_URL_{service.EndpointId} or AWS_ENDPOINT_URL.";
        if (_configured.TryGetValue(flag, out var endpoint) || _configured.TryGetValue(service.Id, out endpoint))
        {
            return endpoint;
        }

        if (service.Id is "sfn" && own() is { } here)
        {
            return here;
        }

        return FromVariables(service) ?? (service.Id is "lambda" ? own() : null);
    }

    private Uri? FromVariables(ServiceModel service)
    {
        if (string.Equals(variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = variable("AWS_ENDPOINT_URL_" + service.EndpointId) is { Length: > 0 } specific ? specific : variable("AWS_ENDPOINT_URL");
        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) ? endpoint : null;
    }

    private static string Flag(ServiceModel service) => service.Id is "eventbridge" ? "events" : service.Id;
}
