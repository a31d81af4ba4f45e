using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Emulator;

/// <summary>The variables that send the AWS SDK of a process to the services on this machine.</summary>
internal static class AwsVariables
{
    /// <summary>
    /// Region, credentials that nothing local checks, and no <c>sync-</c> before the host name; what is set already stays. With the state
    /// machines on AWS its host names hold, and the credentials are the chosen profile's or those of the process that started the AppHost.
    /// </summary>
    public static void AddCredentials(IDictionary<string, object> variables, EmulatorSettings settings, LambdaFunctionAnnotation? function = null)
    {
        var region = function?.AwsRegion ?? settings.Region;
        variables.TryAdd("AWS_REGION", region);
        variables.TryAdd("AWS_DEFAULT_REGION", region);
        var isOnAws = settings.StepFunctions is StepFunctionsHomes.Aws;
        if (!isOnAws)
        {
            variables.TryAdd("AWS_DISABLE_HOST_PREFIX_INJECTION", "true");
        }

        if ((function?.AwsProfile ?? (isOnAws ? settings.Profile : null)) is { Length: > 0 } profile)
        {
            variables.TryAdd("AWS_PROFILE", profile);
        }
        else if (!isOnAws && !variables.ContainsKey("AWS_PROFILE"))
        {
            variables.TryAdd("AWS_ACCESS_KEY_ID", "test");
            variables.TryAdd("AWS_SECRET_ACCESS_KEY", "test");
        }
    }

    /// <summary>Endpoints are put in as references: their ports are known only when the process starts.</summary>
    public static void AddEndpoint(IDictionary<string, object> variables, string service, EndpointReference endpoint) =>
        variables.TryAdd($"AWS_ENDPOINT_URL_{service}", endpoint);
}
