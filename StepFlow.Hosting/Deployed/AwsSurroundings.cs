using StepFlow.Hosting.Embedded;
using StepFlow.Hosting.Integrations;

namespace StepFlow.Hosting.Deployed;

/// <summary>What of AWS lies outside this process.</summary>
/// <param name="Credentials">The credentials of a profile; of null, those that the AWS SDK finds.</param>
/// <param name="Variable">The variables of this process, which AWS SDKs read too.</param>
internal sealed record AwsSurroundings(Func<string?, Task<AwsCredentials>> Credentials, Func<string, string?> Variable)
{
    public static readonly AwsSurroundings Real = new(AwsIdentity.CredentialsAsync, Environment.GetEnvironmentVariable);

    /// <summary>Where a service is: AWS's own address, unless the variable that AWS SDKs read names another place.</summary>
    /// <param name="service">The name it has in <c>AWS_ENDPOINT_URL_…</c>.</param>
    /// <param name="host">The name it has in AWS's host names.</param>
    /// <param name="region">The region.</param>
    public Uri EndpointOf(string service, string host, AwsRegion region)
    {
        var name = $"AWS_ENDPOINT_URL_{service}";
        return Variable(name) is { Length: > 0 } set ? HostSettings.AddressOf(name, set) : region.EndpointOf(host);
    }
}
