using Amazon;
using Amazon.Runtime.CredentialManagement;

namespace StepFlow.Hosting.Deployed;

/// <summary>A region of AWS, with what depends on it: the beginning of its ARNs and the end of its host names.</summary>
internal sealed record AwsRegion(string Name)
{
    private readonly RegionEndpoint _endpoint = RegionEndpoint.GetBySystemName(Name);

    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</summary>
    public string Partition => _endpoint.PartitionName;

    public Uri EndpointOf(string service) => new($"https://{service}.{Name}.{_endpoint.PartitionDnsSuffix}");

    /// <summary>
    /// The region that a user of AWS's tools has chosen: a profile that is named has its own; then the variables of the terminal count, then
    /// the default profile. Null where none says any.
    /// </summary>
    /// <param name="profile">The profile that is named.</param>
    /// <param name="variable">The variables of the terminal.</param>
    /// <param name="profiles">The file of profiles; null is where AWS's tools look.</param>
    public static string? Chosen(string? profile, Func<string, string?> variable, string? profiles = null) =>
        (profile is null ? null : OfProfile(profile, profiles))
        ?? Given(variable("AWS_REGION"))
        ?? Given(variable("AWS_DEFAULT_REGION"))
        ?? OfProfile(Given(variable("AWS_PROFILE")) ?? "default", profiles);

    private static string? OfProfile(string name, string? profiles) =>
        new CredentialProfileStoreChain(profiles).TryGetProfile(name, out var profile) ? profile.Region?.SystemName : null;

    private static string? Given(string? text) => text is { Length: > 0 } ? text : null;
}
