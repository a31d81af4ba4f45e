namespace StepFlow.Hosting.Integrations;

/// <summary>What requests are signed with. Local endpoints do not check; anything non-empty serves.</summary>
public sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    public static readonly AwsCredentials Dummy = new("test", "test");

    /// <summary>The usual variables, or the dummy pair.</summary>
    public static AwsCredentials FromEnvironment(Func<string, string?> variable) =>
        variable("AWS_ACCESS_KEY_ID") is { Length: > 0 } id && variable("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret
            ? new(id, secret, variable("AWS_SESSION_TOKEN") is { Length: > 0 } token ? token : null)
            : Dummy;
}
