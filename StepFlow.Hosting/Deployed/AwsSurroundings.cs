using StepFlow.Hosting.Integrations;

namespace StepFlow.Hosting.Deployed;

/// <summary>What of AWS lies outside this process.</summary>
/// <param name="Credentials">The credentials of a profile; of null, those that the AWS SDK finds.</param>
/// <param name="Endpoint">Where a service is, by the name it has in <c>AWS_ENDPOINT_URL_…</c>; null is AWS's own address.</param>
internal sealed record AwsSurroundings(Func<string?, Task<AwsCredentials>> Credentials, Func<string, Uri?> Endpoint)
{
    // Where the variable that AWS SDKs read is set, the user means another place than AWS.
    public static readonly AwsSurroundings Real = new(
        AwsIdentity.CredentialsAsync,
        service => Environment.GetEnvironmentVariable($"AWS_ENDPOINT_URL_{service}") is { Length: > 0 } set ? new Uri(set) : null);
}
